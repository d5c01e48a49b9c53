/**
 * Text as every store can keep it: half of a surrogate pair, which UTF-8 cannot say, and NUL, which PostgreSQL refuses in text, become
 * U+FFFD (the Unicode Standard, 3.9 "U+FFFD substitution"). The length in UTF-16 units stays, so places in the text stay right.
 */
export const storableText = (text: string): string => text.toWellFormed().replaceAll("\u0000", "\uFFFD");
