import { createTermAnalyser } from "../../src/adapters/porter-stemmer.ts";
import { createWordClasses } from "../../src/adapters/wink-word-classes.ts";
import { createWordRelations } from "../../src/adapters/wordnet-relations.ts";
import { claimsFromReply } from "../../src/answering/claims-from-reply.ts";
import { createProof } from "../../src/answering/proof/create-proof.ts";
import type { ProveClaim } from "../../src/answering/proof/finding.ts";
import { verifyClaims } from "../../src/answering/verify-claims.ts";
import type { DocumentRecord } from "../../src/domain/document.ts";
import type { GlossaryFile } from "../../src/domain/knowledge-config.ts";
import type { Passage } from "../../src/domain/passage.ts";
import type { StoredSource } from "./stored-sources.ts";

/** Words said to stand in a passage; `token` replaces the right one, `other` means that of a passage that was shown besides. */
export type GivenQuotation = { quote: string; passage: Passage; document: DocumentRecord; token: string | undefined };

/** What became of a claim: the texts that would be shown, and the reason for whatever was cut. */
export type ProvedClaim = { shown: string[]; reasons: string[] };

/** How many passages the model was shown that the claim is not about, so that a token can point at the wrong one. */
const bystanders = 2;

/**
 * Makes the judge of replies: a claim with its quotations goes the way of a real reply of one claim, `claims-from-reply` and
 * `verify-claims`, among the passages quoted and two more of `own`, with the glossary of its folder.
 */
export const createReplyProof = (): ((claim: string, given: readonly GivenQuotation[], own: StoredSource) => ProvedClaim) => {
  const known = { terms: createTermAnalyser(), wordClasses: createWordClasses(), wordRelations: createWordRelations() };
  const provers = new Map<GlossaryFile, ProveClaim>();
  const proverFor = (glossary: GlossaryFile): ProveClaim => {
    const prover = provers.get(glossary) ?? createProof({ ...known, glossary });
    provers.set(glossary, prover);
    return prover;
  };
  return (claim, given, own) => {
    const shown = new Map<Passage, DocumentRecord>(given.map(({ passage, document }) => [passage, document]));
    const others = own.passages.filter((passage) => !shown.has(passage)).slice(0, bystanders);
    for (const passage of others) shown.set(passage, own.document);
    const tokenOf = new Map([...shown.keys()].map((passage, index) => [passage, `P${index + 1}`]));
    const sourced = [...shown].map(([passage, document]) => ({ passage, document }));
    const written = ({ token, passage }: GivenQuotation): string =>
      token === "other" ? tokenOf.get(others[0]!)! : (token ?? tokenOf.get(passage)!);
    const { drafted, cut } = claimsFromReply(
      [{ text: claim, quotations: given.map((quotation) => ({ passage: written(quotation), quote: quotation.quote })) }],
      new Map(sourced.map((each) => [tokenOf.get(each.passage)!, each])),
    );
    const byId = new Map(sourced.map((each) => [each.passage.id, each]));
    const { answer, verdicts } = verifyClaims(drafted, byId, proverFor(own.glossary));
    return {
      shown: (answer?.claims ?? []).map(({ text }) => text),
      reasons: [...cut.map(({ reason }) => reason), ...verdicts.flatMap(({ reason }) => reason ?? [])],
    };
  };
};
