import type { RedactedText } from "../src/ports/redactor.ts";
import { type MarkedIdentifier, type RedactionRow, readMarked } from "./redaction-row.ts";

/** What became of one identifier: `caught` when no letter and no digit of it is left; `left` are the words that are. */
export type JudgedIdentifier = { identifier: MarkedIdentifier; caught: boolean; asKind: boolean; left: string };

/** One thing that was taken out: `right` when it holds no word beside identifiers; `beside` are the words that it took too many. */
export type JudgedFinding = { kind: string; taken: string; right: boolean; beside: string };

/** A message with what redaction made of it. */
export type JudgedRedaction = {
  row: RedactionRow;
  text: string;
  sent: string;
  identifiers: JudgedIdentifier[];
  findings: JudgedFinding[];
};

/** Which places of a text lie in one of the spans. */
const covered = (length: number, spans: readonly { start: number; end: number }[]): Uint8Array => {
  const places = new Uint8Array(length);
  for (const { start, end } of spans) places.fill(1, start, end);
  return places;
};

const telling = /[\p{L}\p{N}]/u;

/** The letters and digits of a span that are not covered, read as words. */
const uncovered = (text: string, places: Uint8Array, start: number, end: number): string => {
  let words = "";
  for (let at = start; at < end; at += 1) words += places[at] === 0 ? text[at] : " ";
  return telling.test(words) ? words.replace(/\s+/gu, " ").trim() : "";
};

/** Compares what was taken out of a message with what should have been, to the letter. */
export const judgeRedaction = (row: RedactionRow, redact: (text: string) => RedactedText): JudgedRedaction => {
  const { text, identifiers } = readMarked(row.marked);
  const { text: sent, found } = redact(text);
  const taken = covered(text.length, found);
  const meant = covered(text.length, identifiers);
  return {
    row,
    text,
    sent,
    identifiers: identifiers.map((identifier) => {
      const left = uncovered(text, taken, identifier.start, identifier.end);
      const overlapping = found.filter(({ start, end }) => start < identifier.end && end > identifier.start);
      return { identifier, caught: left === "", asKind: overlapping.some(({ kind }) => kind === identifier.kind), left };
    }),
    findings: found.map(({ kind, start, end }) => {
      const beside = uncovered(text, meant, start, end);
      return { kind, taken: text.slice(start, end), right: beside === "", beside };
    }),
  };
};
