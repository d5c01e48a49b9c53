import type { Section } from "../domain/document.ts";
import { maxPassageWords, type Passage, type SentenceSpan } from "../domain/passage.ts";
import { passageDigest, passageIdMaker } from "./passage-identity.ts";
import { countWords, type Piece, sectionPieces } from "./section-pieces.ts";

/** `targetWords`: how far a passage is filled before the next begins, at most and by default `maxPassageWords`. */
export type SplitOptions = { targetWords?: number };

const wordsOf = (pieces: readonly Piece[]): number => pieces.reduce((sum, piece) => sum + piece.words, 0);

const asPiece = (line: Piece["introductions"][number], introductions: Piece["introductions"]): Piece => ({
  kind: line.kind,
  text: line.text,
  sentences: [{ start: 0, end: line.text.length }],
  words: countWords(line.text),
  introductions,
});

const endsWithLine = (piece: Piece, line: string): boolean => {
  const last = piece.sentences.at(-1);
  return last !== undefined && piece.text.slice(last.start, last.end) === line;
};

/** The introducing lines that a piece needs and the open passage does not hold yet. */
const missingLines = (open: readonly Piece[], piece: Piece): Piece[] =>
  piece.introductions
    .map((line, depth) => asPiece(line, piece.introductions.slice(0, depth)))
    .filter((line) => !open.some((held) => endsWithLine(held, line.text)));

/** Packs pieces into passages in reading order. An introducing line that would be left behind alone moves on to its bullets. */
const pack = (pieces: readonly Piece[], targetWords: number): Piece[][] => {
  const passages: Piece[][] = [];
  let open: Piece[] = [];
  const close = (): void => {
    if (open.length > 0) passages.push(open);
    open = [];
  };
  for (const piece of pieces) {
    const lines = missingLines(open, piece);
    const total = wordsOf(open) + wordsOf(lines) + piece.words;
    const introduction = piece.introductions.at(-1)?.text;
    const last = open.at(-1);
    const lastIntroduces = last !== undefined && introduction !== undefined && endsWithLine(last, introduction);
    // A list never loses the line above it to a small target: only the hard limit may part them.
    const fits = total <= (lastIntroduces && open.length === 1 ? maxPassageWords : targetWords);
    if (fits) {
      open.push(...lines, piece);
      continue;
    }
    if (lastIntroduces && last.sentences.length === 1) open.pop();
    close();
    open = [...missingLines([], piece), piece];
  }
  close();
  return passages;
};

/** Joins pieces to a text and places their sentences in it. */
const assemble = (pieces: readonly Piece[]): { text: string; sentences: SentenceSpan[] } => {
  const sentences: SentenceSpan[] = [];
  const lineAt = new Map<string, number>();
  let text = "";
  for (const [block, piece] of pieces.entries()) {
    const offset = block === 0 ? 0 : text.length + 1;
    text = block === 0 ? piece.text : `${text}\n${piece.text}`;
    const introduction = piece.introductions.at(-1)?.text;
    const introducedBy = introduction === undefined ? null : (lineAt.get(introduction) ?? null);
    for (const place of piece.sentences) {
      lineAt.set(piece.text.slice(place.start, place.end), sentences.length);
      sentences.push({ start: offset + place.start, end: offset + place.end, kind: piece.kind, block, introducedBy });
    }
  }
  return { text, sentences };
};

/**
 * Splits a document into passages of at most 180 words: whole sentences, whole paragraphs where they fit, never across a heading or
 * a PDF page. A list that runs on repeats the line that introduces it. The same text under the same heading always gets the same id;
 * the second and later of identical passages are numbered.
 */
export const splitPassages = (sourceId: string, sections: readonly Section[], options: SplitOptions = {}): Passage[] => {
  const targetWords = Math.min(options.targetWords ?? maxPassageWords, maxPassageWords);
  const idOf = passageIdMaker();
  const passages: Passage[] = [];
  for (const section of sections) {
    for (const pieces of pack(sectionPieces(section.blocks), targetWords)) {
      const { text, sentences } = assemble(pieces);
      const { heading, anchor, page } = section;
      const id = idOf({ sourceId, heading, text });
      const digest = passageDigest(text);
      passages.push({ id, sourceId, ordinal: passages.length, heading, anchor, page, text, sentences, digest });
    }
  }
  return passages;
};
