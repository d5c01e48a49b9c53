/** Vectors of the texts that were asked for last. */
export type VectorCache = { get(text: string): Float32Array | undefined; put(text: string, vector: Float32Array): void };

/** Remembers the `size` most recently used vectors; a Map keeps insertion order, so its first key is the oldest. */
export const createVectorCache = (size: number): VectorCache => {
  const vectors = new Map<string, Float32Array>();
  const get = (text: string): Float32Array | undefined => {
    const found = vectors.get(text);
    if (!found) return undefined;
    vectors.delete(text);
    vectors.set(text, found);
    return found;
  };
  const put = (text: string, vector: Float32Array): void => {
    if (size <= 0) return;
    vectors.set(text, vector);
    if (vectors.size > size) vectors.delete(vectors.keys().next().value!);
  };
  return { get, put };
};
