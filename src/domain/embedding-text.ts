import { type Passage, sentenceText } from "./passage.ts";

/**
 * The text under which one sentence of a passage is embedded: a bullet or table row says little without the line that introduces
 * it, so that line stands before it. Empty when there is no such sentence.
 */
export const embeddingTextOf = (passage: Passage, sentenceIndex: number): string => {
  const span = passage.sentences[sentenceIndex];
  if (span === undefined) return "";
  const own = sentenceText(passage, span);
  const introduction = span.introducedBy === null ? undefined : passage.sentences[span.introducedBy];
  if (introduction === undefined) return own;
  return `${sentenceText(passage, introduction).replace(/\s*[:\u2013\u2014-]$/u, "")}: ${own}`;
};
