import { createWordVectors } from "../../src/adapters/glove-word-vectors.ts";
import { createTermAnalyser } from "../../src/adapters/porter-stemmer.ts";
import { createEnglishWords } from "../../src/adapters/subtlex-english-words.ts";
import { createWordClasses } from "../../src/adapters/wink-word-classes.ts";
import { claimsFromReply } from "../../src/answering/claims-from-reply.ts";
import { createProof } from "../../src/answering/proof/create-proof.ts";
import type { ProveClaim } from "../../src/answering/proof/finding.ts";
import { verifyClaims } from "../../src/answering/verify-claims.ts";
import type { DocumentRecord } from "../../src/domain/document.ts";
import type { GlossaryFile } from "../../src/domain/knowledge-config.ts";
import type { Passage } from "../../src/domain/passage.ts";
import type { LieRow, TrueClaimRow } from "./claim-row.ts";
import { locateQuotation } from "./locate-quotation.ts";
import type { StoredSource } from "./stored-sources.ts";

/** What became of a row's claim: the texts that would be shown, and the reason for whatever was cut. */
export type ProvedRow = { shown: string[]; reasons: string[] };

/** How many passages the model was shown that the claim is not about, so that a token can point at the wrong one. */
const bystanders = 2;

/**
 * Makes the judge of rows: each row becomes a model's reply of one claim, with tokens for the passages shown, and goes the way of a real
 * reply, `claims-from-reply` and `verify-claims`. The glossary is that of the row's own folder. Throws when a quotation cannot be placed.
 */
export const createRowProof = (
  stored: ReadonlyMap<string, StoredSource>,
): ((row: Pick<TrueClaimRow | LieRow, "source" | "claim" | "quotations">) => ProvedRow) => {
  const known = {
    terms: createTermAnalyser(),
    english: createEnglishWords(),
    wordClasses: createWordClasses(),
    wordVectors: createWordVectors(),
  };
  const provers = new Map<GlossaryFile, ProveClaim>();
  const proverFor = (glossary: GlossaryFile): ProveClaim => {
    const prover = provers.get(glossary) ?? createProof({ ...known, glossary });
    provers.set(glossary, prover);
    return prover;
  };
  return (row) => {
    const source = (id: string): StoredSource => {
      const found = stored.get(id);
      if (!found) throw new Error(`there is no source ${id}`);
      return found;
    };
    const own = source(row.source);
    const located = row.quotations.map((quotation) => {
      const { passages, document } = source(quotation.of ?? row.source);
      return { ...locateQuotation(quotation, passages), document, token: quotation.token };
    });
    const shown = new Map<Passage, DocumentRecord>(located.map(({ passage, document }) => [passage, document]));
    const others = own.passages.filter((passage) => !shown.has(passage)).slice(0, bystanders);
    for (const passage of others) shown.set(passage, own.document);
    const tokenOf = new Map([...shown.keys()].map((passage, index) => [passage, `P${index + 1}`]));
    const sourced = [...shown].map(([passage, document]) => ({ passage, document }));
    const written = (token: string | undefined, passage: Passage): string =>
      token === "other" ? tokenOf.get(others[0]!)! : (token ?? tokenOf.get(passage)!);
    const { drafted, cut } = claimsFromReply(
      [
        {
          text: row.claim,
          quotations: located.map(({ quote, passage, token }) => ({ passage: written(token, passage), quote })),
        },
      ],
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
