import type { Block, BlockKind } from "../domain/document.ts";
import { maxPassageWords } from "../domain/passage.ts";
import { type SentencePlace, splitSentences } from "./split-sentences.ts";

/** A run of text that is never cut again: a block, or part of one that is too long for a passage. */
export type Piece = {
  kind: BlockKind;
  text: string;
  sentences: SentencePlace[];
  words: number;
  /** The lines that introduce this bullet or row, outermost first, each as it stands in its own block. */
  introductions: { kind: BlockKind; text: string }[];
};

/** Words separated by white space, the measure of `maxPassageWords`. */
export const countWords = (text: string): number => text.split(/\s+/u).filter((word) => word !== "").length;

/** Cuts a sentence of more than `maxPassageWords` at its clauses; where it has none, between words. */
const cutSentence = (text: string, place: SentencePlace): SentencePlace[] => {
  const cuts: SentencePlace[] = [];
  let start = place.start;
  while (countWords(text.slice(start, place.end)) > maxPassageWords) {
    const words = [...text.slice(start, place.end).matchAll(/\S+/gu)].slice(0, maxPassageWords);
    const fits = words.slice(Math.floor(maxPassageWords / 3));
    const clause =
      fits.findLast(([word]) => /[;:]$/u.test(word)) ??
      fits.findLast(([word]) => /[,\u2013\u2014)]$/u.test(word)) ??
      words.at(-1);
    if (clause === undefined) break;
    const end = start + clause.index + clause[0].length;
    cuts.push({ start, end });
    start = end + (/^\s*/u.exec(text.slice(end, place.end))?.[0].length ?? 0);
  }
  return [...cuts, { start, end: place.end }];
};

const sentencesOf = (block: Block): SentencePlace[] => {
  const whole = { start: 0, end: block.text.length };
  if (block.kind === "table_row" && countWords(block.text) <= maxPassageWords) return [whole];
  return splitSentences(block.text).flatMap((place) => cutSentence(block.text, place));
};

/** Cuts a block into as few runs of whole sentences as fit a passage each. */
const runsOf = (text: string, sentences: readonly SentencePlace[], room: number): SentencePlace[][] => {
  const runs: SentencePlace[][] = [];
  let words = 0;
  for (const place of sentences) {
    const length = countWords(text.slice(place.start, place.end));
    const open = runs.at(-1);
    if (open !== undefined && words + length <= room) {
      open.push(place);
      words += length;
    } else {
      runs.push([place]);
      words = length;
    }
  }
  return runs;
};

/** The lines that introduce the block at `index`, outermost first; they stand in blocks before it. */
const introductionsOf = (blocks: readonly Block[], index: number): Piece["introductions"] => {
  const line = blocks[index]?.introducedBy ?? null;
  if (line === null) return [];
  const at = blocks.findLastIndex((block, place) => place < index && block.text.endsWith(line));
  if (at < 0) return [{ kind: "paragraph", text: line }];
  return [...introductionsOf(blocks, at), { kind: blocks[at]?.kind ?? "paragraph", text: line }];
};

/** Introductions that leave room for what they introduce; the outermost are let go first. */
const withRoom = (introductions: Piece["introductions"]): Piece["introductions"] => {
  let kept = introductions;
  while (kept.reduce((sum, line) => sum + countWords(line.text), 0) > maxPassageWords / 2) kept = kept.slice(1);
  return kept;
};

/** Cuts the blocks of one section into pieces, in order. A block is cut only when it is longer than a passage may be. */
export const sectionPieces = (blocks: readonly Block[]): Piece[] =>
  blocks.flatMap((block, index) => {
    const introductions = withRoom(introductionsOf(blocks, index));
    const room = maxPassageWords - introductions.reduce((sum, line) => sum + countWords(line.text), 0);
    const sentences = sentencesOf(block);
    const runs = countWords(block.text) <= room ? [sentences] : runsOf(block.text, sentences, room);
    return runs.flatMap((run) => {
      const start = run[0]?.start;
      const end = run.at(-1)?.end;
      if (start === undefined || end === undefined) return [];
      const text = block.text.slice(start, end);
      const places = run.map((place) => ({ start: place.start - start, end: place.end - start }));
      return [{ kind: block.kind, text, sentences: places, words: countWords(text), introductions }];
    });
  });
