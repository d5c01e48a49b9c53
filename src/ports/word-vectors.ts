/** What words mean, as far as the company they keep tells. */
export type WordVectors = {
  /** The unit vector of a word, small or large letters; null for a word that is not known. */
  vectorOf(word: string): Float32Array | null;
};
