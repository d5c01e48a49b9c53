import type { ProofDeps } from "./proof-deps.ts";
import type { ReadWord } from "./reading.ts";

const sharesKey = (a: ReadWord, b: ReadWord): boolean => {
  for (const key of a.keys) if (b.keys.has(key)) return true;
  return false;
};

/** Whose parts differ: who pays and who is paid. */
const roleEnding = /(?:er|ee|or)s?$/;
const sharedStart = 6;

const sharesStart = (a: ReadWord, b: ReadWord): boolean =>
  a.stem.length >= sharedStart &&
  a.stem.slice(0, sharedStart) === b.stem.slice(0, sharedStart) &&
  !roleEnding.test(a.word) &&
  !roleEnding.test(b.word) &&
  !/\d/.test(a.stem);

/** Whether two words are the same word, or the glossary has them for the same. */
export const sameWord = (a: ReadWord, b: ReadWord): boolean => sharesKey(a, b) || sharesStart(a, b);

const kindOf = ({ wordClass }: ReadWord): string => (wordClass === "name" ? "noun" : wordClass);

/**
 * Whether the claim's word can stand for the quoted one: the same word, one made of it, or a synonym. Synonyms are read for words that do
 * the same in their sentences, and never for grammar: WordNet has "can" for "dismiss". Its wider
 * words were tried: they kept one claim in 344 and took "reasons" for "representatives".
 */
export const standsFor = ({ wordRelations }: ProofDeps, claimed: ReadWord, quoted: ReadWord): boolean => {
  if (sameWord(claimed, quoted) || wordRelations.madeOf(claimed.stem).has(quoted.stem)) return true;
  if (quoted.light || kindOf(claimed) !== kindOf(quoted)) return false;
  return wordRelations.sameAs(claimed.stem).has(quoted.stem) || wordRelations.sameAs(quoted.stem).has(claimed.stem);
};

/** The words that carry content. */
export const contentOf = (words: readonly ReadWord[]): ReadWord[] => words.filter((word) => !word.light);
