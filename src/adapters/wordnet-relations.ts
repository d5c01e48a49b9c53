import { readFileSync } from "node:fs";
import type { WordRelations } from "../ports/word-relations.ts";

const none: ReadonlySet<string> = new Set();

const stemsOf = (list: string | undefined): ReadonlySet<string> =>
  list === undefined || list === "" ? none : new Set(list.split(" "));

/**
 * Synonyms, opposites and derived words of some 9,000 stems, from WordNet 3.1 (Miller, CACM 38, 1995), cut by
 * `tools/cut-word-relations.ts`. Lines are taken apart when first asked for.
 */
export const createWordRelations = (): WordRelations => {
  const file = readFileSync(new URL("./word-relations/relations.txt", import.meta.url), "utf8");
  const lines = new Map(file.split("\n").map((line) => [line.slice(0, line.indexOf("\t")), line]));
  const read = new Map<string, readonly ReadonlySet<string>[]>();
  const field = (stem: string, at: number): ReadonlySet<string> => {
    const line = lines.get(stem);
    if (line === undefined) return none;
    const known = read.get(stem) ?? line.split("\t").map(stemsOf);
    read.set(stem, known);
    return known[at] ?? none;
  };
  return {
    sameAs: (stem) => field(stem, 1),
    oppositeOf: (stem) => field(stem, 2),
    madeOf: (stem) => field(stem, 3),
  };
};
