import type { Dictionary } from "../ports/dictionary.ts";
import type { EnglishWords } from "../ports/english-words.ts";
import { findFreeNames } from "./find-free-names.ts";
import { findTitledNames } from "./find-titled-names.ts";
import type { Finding } from "./finding.ts";
import { createNameLexicon } from "./name-lexicon.ts";
import { nameWords, type Word, wordAt } from "./name-words.ts";
import { plainView } from "./plain-view.ts";

const inWords = (words: readonly Word[]): string => words.map((word) => word.lower).join(" ");
const mostWords = 4;

/**
 * First and last names that published texts print, in small letters: `wes streeting`. Whoever is on the union's own pages is no secret
 * there. Names of one word are left out: they are anybody's.
 */
export const printedNames = (deps: { english: EnglishWords; dictionary: Dictionary }, texts: Iterable<string>): Set<string> => {
  const lexicon = createNameLexicon(deps.english, deps.dictionary);
  const printed = new Set<string>();
  for (const text of texts) {
    const words = nameWords(plainView(text).plain);
    for (const { start, end } of [...findFreeNames(lexicon, words), ...findTitledNames(lexicon, words)]) {
      const name = words.slice(wordAt(words, start), wordAt(words, end));
      if (name.length > 1) printed.add(inWords(name));
    }
  }
  return printed;
};

/** Leaves out the names that `isPublic` knows, first and last name together, in large or small letters. */
export const withoutPublicNames = (
  words: readonly Word[],
  names: readonly Finding[],
  isPublic: (name: string) => boolean,
): Finding[] =>
  names.filter(({ start }) => {
    const from = wordAt(words, start);
    for (let to = from + 2; to <= Math.min(words.length, from + mostWords); to += 1) {
      if (isPublic(inWords(words.slice(from, to)))) return false;
    }
    return true;
  });
