/**
 * Folds what a reader cannot see: runs of white space to one space, typographic quotes and dashes to ASCII.
 * Nothing else is changed, so two texts that fold to the same string read the same.
 */
export const foldText = (text: string): string =>
  text
    .normalize("NFC")
    .replace(/[\u2018\u2019\u201A\u201B\u2032]/gu, "'")
    .replace(/[\u201C\u201D\u201E\u201F\u2033]/gu, '"')
    .replace(/[\u2010-\u2015\u2212]/gu, "-")
    .replace(/[\s\u00A0]+/gu, " ")
    .trim();
