import { readFileSync } from "node:fs";
import type { WordVectors } from "../ports/word-vectors.ts";

const dimensions = 100;

/**
 * GloVe vectors (Pennington, Socher and Manning, EMNLP 2014; public domain) of 36,000 frequent English words, cut by
 * `tools/cut-word-vectors.ts`. Vectors are unpacked when first asked for and kept.
 */
export const createWordVectors = (): WordVectors => {
  const words = readFileSync(new URL("./word-vectors/words.txt", import.meta.url), "utf8")
    .trimEnd()
    .split("\n");
  const file = readFileSync(new URL("./word-vectors/vectors.bin", import.meta.url));
  const bytes = new Int8Array(file.buffer, file.byteOffset, file.byteLength);
  const places = new Map(words.map((word, place) => [word, place]));
  const unpacked = new Map<number, Float32Array>();
  const unpack = (place: number): Float32Array => {
    const vector = Float32Array.from(bytes.subarray(place * dimensions, (place + 1) * dimensions));
    const norm = Math.hypot(...vector) || 1;
    for (let d = 0; d < dimensions; d += 1) vector[d]! /= norm;
    unpacked.set(place, vector);
    return vector;
  };
  return {
    vectorOf: (word) => {
      const place = places.get(word.toLowerCase());
      return place === undefined ? null : (unpacked.get(place) ?? unpack(place));
    },
  };
};
