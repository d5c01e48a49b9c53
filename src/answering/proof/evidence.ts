import { type Passage, type SentenceSpan, sentenceText } from "../../domain/passage.ts";
import type { QuotedPlace } from "./finding.ts";

/**
 * One quoted sentence; a bullet with the quoted lines that introduce it, which take up the first `introduced` characters. `around` only
 * says what "it" and "they" stand for.
 */
export type EvidenceSentence = { text: string; introduced: number; around: string; place: QuotedPlace };

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

const leansOn =
  /^(?:it|they|this|these|those|that|he|she|its|their|such|the same|both|each|all|some|to be)\b|\b(?:it|they|them|this|these|such)\b/iu;

/** The sentences before one in its own paragraph, where it leans on them: "It will not apply automatically." */
const readBefore = (passage: Passage, span: SentenceSpan): string =>
  !leansOn.test(sentenceText(passage, span))
    ? ""
    : passage.sentences
        .filter((other) => other.block === span.block && other.start < span.start)
        .map((other) => sentenceText(passage, other))
        .join(" ");

const quotedSpans = (quoted: readonly QuotedPlace[], passage: Passage): SentenceSpan[] =>
  quoted.filter((place) => place.passage.id === passage.id).flatMap(spansIn);

/** Cuts quotations into sentences, each with its introducing lines and what stands around it. A passage without sentences counts as one. */
export const evidenceOf = (quoted: readonly QuotedPlace[]): EvidenceSentence[] =>
  quoted.flatMap((place) => {
    const { passage, document } = place;
    const headings = [...passage.heading, document.title, document.publisher];
    const spans = spansIn(place);
    if (spans.length === 0)
      return [{ text: passage.text.slice(place.start, place.end), introduced: 0, around: headings.join(". "), place }];
    // A line that introduces quoted bullets is read with each of them, not alone: "You can claim if:" says nothing.
    const introduces = new Set(quotedSpans(quoted, passage).flatMap((span) => linesAbove(passage, span)));
    return spans
      .filter((span) => !introduces.has(span))
      .map((span) => {
        const lines = linesAbove(passage, span).map((line) => sentenceText(passage, line));
        const around = [...headings, ...(span.under ?? []), readBefore(passage, span)].join(". ");
        const text = [...lines, sentenceText(passage, span)].join(" ");
        return { text, introduced: text.length - (span.end - span.start), around, place };
      });
  });
