import { readFileSync } from "node:fs";
import type { WordRelations } from "../ports/word-relations.ts";

const none: ReadonlySet<string> = new Set();

const stemsOf = (list: string | undefined): ReadonlySet<string> =>
  list === undefined || list === "" ? none : new Set(list.split(" "));

/**
 * Synonyms and opposites of some 8,000 stems, from WordNet 3.1 (Miller, CACM 38, 1995), cut by
 * `tools/cut-word-relations.ts`. Lines are taken apart when first asked for.
 */
export const createWordRelations = (): WordRelations => {
  const file = readFileSync(new URL("./word-relations/relations.txt", import.meta.url), "utf8");
  const lines = new Map(file.split("\n").map((line) => [line.slice(0, line.indexOf("\t")), line]));
  const field = (stem: string, at: number): ReadonlySet<string> => stemsOf(lines.get(stem)?.split("\t")[at]);
  return {
    sameAs: (stem) => field(stem, 1),
    oppositeOf: (stem) => field(stem, 2),
  };
};
