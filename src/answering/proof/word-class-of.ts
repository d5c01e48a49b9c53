import type { WordClass } from "../../ports/word-classes.ts";

/** Nouns of this trade that a general reader of word classes often takes for verbs, and hardly ever are. */
const tradeNouns: ReadonlySet<string> = new Set([
  ...[
    "staff",
    "notice",
    "terms",
    "job",
    "jobs",
    "union",
    "unions",
    "post",
    "posts",
    "scheme",
    "schemes",
    "band",
    "contract",
    "contracts",
  ],
  ...["benefits", "rules", "rep", "reps", "trust", "trusts", "board", "boards"],
]);

/** Verb forms that only join: "including trusts", "depending on". */
const asPreposition = /^(?:including|excluding|according|regarding|concerning|depending)$/;

/** The class of a word: the reader's, put right for the nouns of this trade and for months. `classes` is the reading of the whole text. */
export const wordClassOf = (word: string, classes: ReadonlyMap<string, WordClass>): WordClass => {
  if (word === "may-month") return "name";
  if (asPreposition.test(word)) return "other";
  return tradeNouns.has(word) ? "noun" : (classes.get(word) ?? "other");
};
