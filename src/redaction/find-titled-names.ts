import type { Finding } from "./finding.ts";
import type { NameLexicon } from "./name-lexicon.ts";
import type { Word } from "./name-words.ts";
import { readName, type Trust } from "./read-name.ts";

/** Titles that are nothing else, and titles that are also everyday words, which count only before a word written large. */
const titles = new Set("mr mrs ms mx dr prof professor cllr councillor rev revd reverend hon rt".split(" "));
const wordTitles = new Set(
  "miss sir dame lord lady sister matron nurse father fr doctor judge imam rabbi pastor canon".split(" "),
);
const product = new Set("teams office word excel outlook windows".split(" "));
const afterTitle = /^\.? {1,2}$/u;

const trustAfter = (title: Word, next: Word): Trust | null => {
  if (titles.has(title.lower)) return product.has(next.lower) && title.lower === "ms" ? null : "told";
  return wordTitles.has(title.lower) && next.shape !== "small" ? "likely" : null;
};

/** Finds names after a title; the title stays, because it tells the sense and not the person. */
export const findTitledNames = (lexicon: NameLexicon, words: readonly Word[]): Finding[] =>
  words.flatMap((title, index): Finding[] => {
    const next = words[index + 1];
    if (next === undefined || !afterTitle.test(next.gap)) return [];
    const trust = trustAfter(title, next);
    const surname = trust === "likely" && title.shape === "name" && next.shape === "name" && !lexicon.isNever(next.lower);
    const end = trust === null ? null : readName(lexicon, words, index + 1, surname ? "told" : trust);
    return end === null ? [] : [{ kind: "name", start: next.start, end: words[end - 1]!.end }];
  });
