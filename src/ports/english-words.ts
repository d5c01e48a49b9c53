/** What is known of English words at large, apart from any page. */
export type EnglishWords = {
  /** 0 for the commonest words, 1 for words that people hardly ever say; by frequency in speech, logarithmic. */
  rarity(word: string): number;
  /** Whether a word is a name of a person or place rather than a common word. */
  isName(word: string): boolean;
};
