import { type Passage, type SentenceSpan, sentenceText } from "../../domain/passage.ts";
import type { QuotedPlace } from "./finding.ts";

/** One quoted sentence; a bullet with the quoted lines that introduce it. `around` only says what "it" and "they" stand for. */
export type EvidenceSentence = { text: string; around: string; place: QuotedPlace };

const spansIn = ({ passage, start, end }: QuotedPlace): SentenceSpan[] =>
  passage.sentences.filter((span) => span.start >= start && span.end <= end);

const linesAbove = (passage: Passage, span: SentenceSpan): SentenceSpan[] => {
  const lines: SentenceSpan[] = [];
  let opener = span.introducedBy;
  while (opener !== null && lines.length < 8) {
    const line: SentenceSpan | undefined = passage.sentences[opener];
    if (!line || lines.includes(line)) break;
    lines.unshift(line);
    opener = line.introducedBy;
  }
  return lines;
};

/** The sentences before one in its own paragraph, which a reader has just read. */
const readBefore = (passage: Passage, span: SentenceSpan): string =>
  passage.sentences
    .filter((other) => other.block === span.block && other.start < span.start)
    .map((other) => sentenceText(passage, other))
    .join(" ");

/** Cuts quotations into sentences, each with its introducing lines and what stands around it. A passage without sentences counts as one. */
export const evidenceOf = (quoted: readonly QuotedPlace[]): EvidenceSentence[] =>
  quoted.flatMap((place) => {
    const { passage, document } = place;
    const headings = [...passage.heading, document.title, document.publisher];
    const spans = spansIn(place);
    if (spans.length === 0) return [{ text: passage.text.slice(place.start, place.end), around: headings.join(". "), place }];
    return spans.map((span) => {
      const lines = linesAbove(passage, span).map((line) => sentenceText(passage, line));
      const around = [...headings, ...(span.under ?? []), readBefore(passage, span)].join(". ");
      return { text: [...lines, sentenceText(passage, span)].join(" "), around, place };
    });
  });
