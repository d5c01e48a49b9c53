import { createHash } from "node:crypto";
import { embeddingTextOf } from "../domain/embedding-text.ts";
import type { Passage } from "../domain/passage.ts";
import type { Embedder } from "../ports/embedder.ts";
import type { KnowledgeStore } from "../ports/knowledge-store.ts";

/** Texts embedded and saved at a time: a stopped sync loses no more than this. */
const batchSize = 64;

const digestOf = (text: string): string => createHash("sha256").update(text).digest("hex");

/**
 * Makes the vectors that are missing for the sentences of passages, by the digest of the embedded text, and saves them batch by batch.
 * Returns how many texts were newly embedded; none without an embedder. `onBatch` hears how many are done of how many.
 */
export const embedPassages = async (
  deps: { store: Pick<KnowledgeStore, "vectors" | "saveVectors">; embedder: Embedder | null },
  passages: readonly Passage[],
  onBatch: (done: number, total: number) => void,
): Promise<number> => {
  const { embedder, store } = deps;
  if (embedder === null) return 0;
  const texts = new Map<string, string>();
  for (const passage of passages) {
    for (const index of passage.sentences.keys()) {
      const text = embeddingTextOf(passage, index);
      if (text !== "") texts.set(digestOf(text), text);
    }
  }
  const known = await store.vectors(embedder.modelId, [...texts.keys()]);
  const missing = [...texts].filter(([digest]) => !known.has(digest));
  for (let start = 0; start < missing.length; start += batchSize) {
    onBatch(start, missing.length);
    const batch = missing.slice(start, start + batchSize);
    const vectors = await embedder.embed(batch.map(([, text]) => text));
    const rows = batch.flatMap(([textDigest], index) => {
      const vector = vectors[index];
      return vector === undefined ? [] : [{ textDigest, vector }];
    });
    if (rows.length !== batch.length) throw new Error("the embedder returned fewer vectors than texts");
    await store.saveVectors(embedder.modelId, rows);
  }
  if (missing.length > 0) onBatch(missing.length, missing.length);
  return missing.length;
};
