const folded = (text: string): string =>
  text
    .normalize("NFKC")
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, " ")
    .trim();

/** Whether two texts differ in no word or figure: not in capitals, spaces and marks alone. */
export const sameWords = (a: string, b: string): boolean => folded(a) === folded(b);
