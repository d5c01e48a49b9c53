/** A repeatable source of numbers in 0..1 (mulberry32, T. Ettinger). */
export const createRandom = (seed: number): (() => number) => {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
};

const subjects = 200;
const ownShare = 0.8;

/**
 * Unit vectors that lie in clusters as passages about some hundred subjects do; vectors without clusters are all
 * equally far apart in 512 dimensions and would make every graph search look bad.
 */
export const createSyntheticVectors = (dimension: number, seed: number): ((count: number) => Float32Array) => {
  const random = createRandom(seed);
  const bell = (): number => random() + random() + random() - 1.5;
  const centres = Float32Array.from({ length: subjects * dimension }, bell);
  return (count) => {
    const matrix = new Float32Array(count * dimension);
    for (let row = 0; row < count; row += 1) {
      const centre = Math.floor(random() * subjects) * dimension;
      let sum = 0;
      for (let i = 0; i < dimension; i += 1) {
        const value = centres[centre + i]! + ownShare * bell();
        matrix[row * dimension + i] = value;
        sum += value * value;
      }
      const length = Math.sqrt(sum);
      for (let i = 0; i < dimension; i += 1) matrix[row * dimension + i]! /= length;
    }
    return matrix;
  };
};
