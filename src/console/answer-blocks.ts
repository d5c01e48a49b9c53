/** A run of answer text, or a mark that points at a citation. */
export type AnswerRun = { kind: "text"; text: string } | { kind: "mark"; number: number };

/** One paragraph or one list of an answer; `lines` are a paragraph's lines or a list's items. */
export type AnswerBlock = { kind: "paragraph" | "list"; lines: AnswerRun[][] };

const bullet = /^\s*[-*\u2022]\s+/u;

/** Cuts "[1]" out of a line as marks. A number that is no citation stays text, for it may be the source's own. */
const runsOf = (line: string, known: ReadonlySet<number>): AnswerRun[] =>
  line
    .split(/(\[\d{1,3}\])/u)
    .filter((part) => part !== "")
    .map((part): AnswerRun => {
      const number = Number(/^\[(\d{1,3})\]$/u.exec(part)?.[1] ?? Number.NaN);
      return known.has(number) ? { kind: "mark", number } : { kind: "text", text: part };
    });

/** Takes out pieces that the page shows elsewhere, where they stand on lines of their own, unless nothing else would be left. */
const without = (text: string, shownElsewhere: string[]): string => {
  const pieces = shownElsewhere.map((piece) => piece.trim()).filter((piece) => piece !== "");
  const rest = pieces.reduce((left, piece) => `\n${left}\n`.split(`\n${piece}\n`).join("\n\n"), text.replace(/\r\n?/gu, "\n"));
  return rest.trim() === "" ? text : rest;
};

/**
 * The text of an answer as paragraphs and lists, its order kept. Lines that begin with "-", "*" or a bullet sign are
 * list items; a blank line ends a paragraph. `shownElsewhere` (notices, the way to a rep) is left out of the text.
 */
export const answerBlocks = (text: string, citationNumbers: number[], shownElsewhere: string[] = []): AnswerBlock[] => {
  const known = new Set(citationNumbers);
  const blocks: AnswerBlock[] = [];
  let open: AnswerBlock | null = null;
  for (const line of without(text, shownElsewhere).split(/\r?\n/u)) {
    if (line.trim() === "") {
      open = null;
      continue;
    }
    const kind: AnswerBlock["kind"] = bullet.test(line) ? "list" : "paragraph";
    if (open === null || open.kind !== kind) {
      open = { kind, lines: [] };
      blocks.push(open);
    }
    open.lines.push(runsOf(line.replace(bullet, "").trim(), known));
  }
  return blocks;
};
