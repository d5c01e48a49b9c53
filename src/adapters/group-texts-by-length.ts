/** At most so many texts go through the model at once: larger batches gain little and cost memory (measured: 16 short ones 6 ms each). */
const maxTextsInBatch = 16;
/** Nor more characters than this: two workers with 16 long texts each took 460 MB (measured). */
const maxCharactersInBatch = 4000;
/** The model pads a batch to its longest text, so a batch may hold texts up to 1.5 times its shortest plus this many characters. */
const lengthAllowance = 24;

/** Places of `texts` in batches of like length, shortest first, so that padding is not computed for nothing. */
export const groupTextsByLength = (texts: readonly string[]): number[][] => {
  const order = texts.map((_, place) => place).sort((a, b) => texts[a]!.length - texts[b]!.length || a - b);
  const batches: number[][] = [];
  for (const place of order) {
    const current = batches.at(-1);
    const shortest = current ? texts[current[0]!]!.length : 0;
    const length = texts[place]!.length;
    const fits =
      current &&
      current.length < maxTextsInBatch &&
      length <= shortest * 1.5 + lengthAllowance &&
      length * (current.length + 1) <= maxCharactersInBatch;
    if (fits) current.push(place);
    else batches.push([place]);
  }
  return batches;
};
