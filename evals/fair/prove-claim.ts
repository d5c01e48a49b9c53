import { openSqliteStore } from "../../src/adapters/sqlite/open-sqlite-store.ts";
import { claimsFromReply } from "../../src/answering/claims-from-reply.ts";
import { hideLinks, restoreLinks, type Sourced } from "../../src/answering/prompt-material.ts";
import { verifyClaims } from "../../src/answering/verify-claims.ts";
import { openProof } from "../../src/compose-proof.ts";
import type { ShownPassage } from "../model-servers/read-prompt.ts";
import type { ScriptedClaim } from "../model-servers/wire.ts";

/** Why code would cut a claim that quotes passages as they were shown; null when it stands. */
export type ProveShown = (claim: ScriptedClaim, passages: readonly ShownPassage[]) => string | null;

const withoutNumbers = (text: string): string => text.replace(/\[link \d+\]/gu, "[link]").trim();

/** Opens the proof of a synced data folder, so that a claim can be judged without asking anything. Close it when done. */
export const openProver = async (
  knowledgeFolder: string,
  defaultsFolder: string,
  dataDir: string,
): Promise<{ prove: ProveShown; close: () => Promise<void> }> => {
  const store = openSqliteStore(dataDir);
  const proof = await openProof({ knowledgeFolder, defaultsFolder }, store.knowledge);
  const { documents, passages } = await store.knowledge.snapshot();
  const documentOf = new Map(documents.map((document) => [document.sourceId, document]));
  const stored = new Map<string, Sourced & { links: string[] }>();
  for (const passage of passages) {
    const links: string[] = [];
    const document = documentOf.get(passage.sourceId);
    if (document) stored.set(withoutNumbers(hideLinks(passage.text, links)), { passage, document, links });
  }
  const prove: ProveShown = (claim, shown) => {
    const byToken = new Map(
      shown.flatMap(({ token, text }): [string, Sourced][] => {
        const found = stored.get(withoutNumbers(text));
        return found === undefined ? [] : [[token, found]];
      }),
    );
    // Link numbers run through the whole prompt; here each passage's own are put back in their order.
    const numbered = shown.flatMap(({ text }) => stored.get(withoutNumbers(text))?.links ?? []);
    const { drafted, cut } = claimsFromReply([restoreLinks(claim, numbered)], byToken);
    if (cut[0] !== undefined) return cut[0].reason;
    const sourced = new Map([...byToken.values()].map((found) => [found.passage.id, found]));
    return verifyClaims(drafted, sourced, proof).verdicts.find(({ verdict }) => verdict !== "supported")?.reason ?? null;
  };
  return { prove, close: () => store.close() };
};
