import { createHash } from "node:crypto";
import { embeddingTextOf } from "../domain/embedding-text.ts";
import type { Passage } from "../domain/passage.ts";
import type { Embedder } from "../ports/embedder.ts";
import type { KnowledgeStore } from "../ports/knowledge-store.ts";

/** Texts embedded and saved at a time: a stopped sync loses no more than this. */
const batchSize = 64;

const digestOf = (text: string): string => createHash("sha256").update(text).digest("hex");

/** The texts under which the sentences of passages are embedded, by the hex SHA-256 that their vectors are stored with. */
export const textsToEmbed = (passages: readonly Passage[]): Map<string, string> => {
  const texts = new Map<string, string>();
  for (const passage of passages) {
    for (const index of passage.sentences.keys()) {
      const text = embeddingTextOf(passage, index);
      if (text !== "") texts.set(digestOf(text), text);
    }
  }
  return texts;
};

/**
 * Makes the vectors that are missing for the sentences of passages, by the digest of the embedded text, and saves them batch by batch.
 * Returns how many texts were newly embedded; none without an embedder. `onBatch` hears how many are done of how many.
 * Rejects with the embedder's fault; what was saved by then stays.
 */
export const embedPassages = async (
  deps: { store: Pick<KnowledgeStore, "vectors" | "saveVectors">; embedder: Embedder | null },
  passages: readonly Passage[],
  onBatch: (done: number, total: number) => void,
): Promise<number> => {
  const { embedder, store } = deps;
  if (embedder === null) return 0;
  const { modelId, dimension } = embedder;
  const texts = textsToEmbed(passages);
  const known = await store.vectors(modelId, [...texts.keys()]);
  // A stored vector of another length could never be compared with a question: it is made anew.
  const missing = [...texts].filter(([digest]) => known.get(digest)?.length !== dimension);
  for (let start = 0; start < missing.length; start += batchSize) {
    onBatch(start, missing.length);
    const batch = missing.slice(start, start + batchSize);
    const vectors = await embedder.embed(batch.map(([, text]) => text));
    const rows = batch.map(([textDigest], index) => {
      const vector = vectors[index];
      if (vector?.length !== dimension) throw new Error("the embedder gave too few vectors, or one of another dimension");
      return { textDigest, vector };
    });
    await store.saveVectors(modelId, rows);
  }
  if (missing.length > 0) onBatch(missing.length, missing.length);
  return missing.length;
};
