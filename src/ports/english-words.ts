/** What is known of English words at large, apart from any page. */
export type EnglishWords = {
  /** 0 for the commonest words, 1 for words that people hardly ever say; by frequency in speech, logarithmic. */
  rarity(word: string): number;
};
