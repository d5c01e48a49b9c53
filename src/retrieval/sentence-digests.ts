import { createHash } from "node:crypto";
import { embeddingTextOf } from "../domain/embedding-text.ts";
import type { Passage } from "../domain/passage.ts";

/** Hex SHA-256 of each sentence's embedded text, in the order of `passage.sentences`: the key of its stored vector. */
export const sentenceDigests = (passage: Passage): string[] =>
  passage.sentences.map((_, index) => createHash("sha256").update(embeddingTextOf(passage, index)).digest("hex"));
