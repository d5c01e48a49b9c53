/** Correctly spelt ordinary words, for telling a typing error from a word that the knowledge merely lacks. */
export type Dictionary = {
  /** `word` in small letters. */
  has(word: string): boolean;
};
