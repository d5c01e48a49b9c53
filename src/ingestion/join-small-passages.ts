import { maxPassageWords, type Passage, type SentenceSpan } from "../domain/passage.ts";
import { passageDigest, passageIdMaker } from "./passage-identity.ts";

/** Headings down to this depth part passages for good: the document's title and its sections. Deeper ones only divide a section. */
const dividingDepth = 2;

const wordCount = (text: string): number => text.split(/\s+/u).filter((word) => word !== "").length;

const sharedPath = (a: readonly string[], b: readonly string[]): string[] => {
  let depth = 0;
  while (depth < a.length && depth < b.length && a[depth] === b[depth]) depth += 1;
  return a.slice(0, depth);
};

/** The lines that must stand above a passage's text once its heading path is cut down to `depth`. */
const headingLines = (passage: Passage, depth: number): string[] => passage.heading.slice(depth);

/** A group's text: each passage under its own deeper headings, a heading that goes on is not repeated. */
const assemble = (group: readonly Passage[]): { heading: string[]; text: string; sentences: SentenceSpan[] } => {
  const heading = group.reduce((path, passage) => sharedPath(path, passage.heading), group[0]!.heading);
  const lines: string[] = [];
  const sentences: SentenceSpan[] = [];
  let length = 0;
  let block = 0;
  let above: string[] = [];
  const push = (line: string): number => {
    const start = lines.length === 0 ? 0 : length + 1;
    lines.push(line);
    length = start + line.length;
    return start;
  };
  for (const passage of group) {
    const deeper = headingLines(passage, heading.length);
    const goesOn = sharedPath(above, deeper).length;
    // Headings stand in the text, where search and readers see them, but are no sentences: nothing quotes them.
    for (const line of deeper.slice(goesOn)) push(line);
    above = deeper;
    const offset = push(passage.text);
    const firstSentence = sentences.length;
    for (const span of passage.sentences) {
      sentences.push({
        ...span,
        start: span.start + offset,
        end: span.end + offset,
        block: span.block + block,
        introducedBy: span.introducedBy === null ? null : span.introducedBy + firstSentence,
        ...(deeper.length > 0 && { under: deeper, anchor: passage.anchor }),
      });
    }
    block += 1 + Math.max(-1, ...passage.sentences.map((span) => span.block));
  }
  return { heading, text: lines.join("\n"), sentences };
};

const fitTogether = (group: readonly Passage[], next: Passage): boolean => {
  const last = group.at(-1)!;
  if (last.sourceId !== next.sourceId || last.page !== next.page) return false;
  if (sharedPath(last.heading, next.heading).length < dividingDepth) return false;
  return wordCount(assemble([...group, next]).text) <= maxPassageWords;
};

/**
 * Joins neighbouring passages of one section (the same title and first heading, the same PDF page) while they stay
 * within 180 words, deeper headings kept as lines of the text. Short sub-sections are too little to be found by and too
 * little to answer from: on the shared guides the first passage holds evidence some ten points more often when they
 * are joined (docs/retrieval-ablation.md). Sentences, and with them quotations and vectors, stay what they were.
 */
export const joinSmallPassages = (passages: readonly Passage[]): Passage[] => {
  const groups: Passage[][] = [];
  for (const passage of passages) {
    const open = groups.at(-1);
    if (open && fitTogether(open, passage)) open.push(passage);
    else groups.push([passage]);
  }
  const idOf = passageIdMaker();
  return groups.map((group, ordinal): Passage => {
    const first = group[0]!;
    const { heading, text, sentences } = assemble(group);
    const id = idOf({ sourceId: first.sourceId, heading, text });
    return { ...first, id, ordinal, heading, text, sentences, digest: passageDigest(text) };
  });
};
