/** Lines of hard-wrapped text end within this many characters; longer lines mean that a line is a paragraph. */
const widest = 100;

const marker = /^\s*(?:[-*+\u2022\u2023\u25AA\u25CF\u25E6\u2013\u00B7]|\(?(?:\d{1,2}|[a-z])[.)])\s+/u;

/** Whether a text was wrapped by hand or by a mail program: no long lines, and most lines inside a paragraph are nearly full. */
const isWrapped = (paragraphs: readonly string[][]): boolean => {
  const lines = paragraphs.flat();
  const inner = paragraphs.flatMap((paragraph) => paragraph.slice(0, -1)).filter((line) => !marker.test(line));
  const longest = Math.max(0, ...lines.map((line) => line.length));
  if (inner.length < 2 || longest > widest || longest < 45) return false;
  const full = inner.filter((line) => line.length > longest * 0.7 && !/[.!?:]$/u.test(line.trimEnd()));
  return full.length >= inner.length * 0.5;
};

/**
 * Puts paragraphs that were wrapped at a fixed width back on one line each; bullets begin a line of their own. Text whose lines are
 * paragraphs already is returned as it came.
 */
export const unwrapLines = (text: string): string => {
  const paragraphs: string[][] = [];
  let isOpen = false;
  for (const line of text.split(/\r\n|\r|\n/u)) {
    const blank = line.trim() === "";
    if (!blank && isOpen) paragraphs.at(-1)?.push(line);
    else if (!blank) paragraphs.push([line]);
    isOpen = !blank;
  }
  if (!isWrapped(paragraphs)) return text;
  const longest = Math.max(...paragraphs.flat().map((line) => line.length));
  const joined = paragraphs.map((paragraph) =>
    paragraph.reduce<string>((whole, line, index) => {
      const before = paragraph[index - 1] ?? "";
      // A short line followed by a capital is a heading on its own, not the first line of a paragraph.
      const ownLine = marker.test(line) || (before.length < longest * 0.6 && /^\s*\p{Lu}/u.test(line));
      return index === 0 ? line : `${whole}${ownLine ? "\n" : " "}${line.trim()}`;
    }, ""),
  );
  return joined.join("\n\n");
};
