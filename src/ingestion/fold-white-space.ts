/**
 * Folds white space, and nothing else, so that a quotation stays word for word what its source says.
 * Soft hyphens, zero-width marks and direction marks are taken out: no reader sees them, and they break a search for the words.
 */
export const foldWhiteSpace = (text: string): string =>
  text
    .replace(/[\u00AD\u200B\u200E\u200F\u202A-\u202E\u2060\u2066-\u2069\uFEFF]/gu, "")
    .replace(/[\s\u0085]+/gu, " ")
    .trim();
