import type { BlockKind } from "./document.ts";

/**
 * One sentence, bullet or table row of a passage, by its place in the passage's text.
 * `start` inclusive and `end` exclusive, in UTF-16 code units: `text.slice(start, end)` is the sentence.
 */
export type SentenceSpan = {
  start: number;
  end: number;
  kind: BlockKind;
  /** Running number of the block within the passage: sentences of one paragraph share it. */
  block: number;
  /** Index (in `sentences`) of the line that introduces this bullet's list; null when there is none. */
  introducedBy: number | null;
  /** Headings below the passage's own under which this sentence stands, outermost first; absent when there are none. */
  under?: string[];
  /** Anchor of that deeper heading; absent when the passage's own serves. */
  anchor?: string | null;
};

/**
 * The smallest citable text: at most 180 words of one section (short sub-sections of it joined, their headings as lines
 * of their own), whole sentences only.
 * `text` holds the blocks joined by a newline, bullets without their marker, so that each
 * sentence stands in it exactly as it stands in the source, white space folded.
 */
export type Passage = {
  /** Stable while the words, the heading and the source stay the same: `<sourceId>#<digest of heading and text>`. */
  id: string;
  sourceId: string;
  /** Running number of the passage within its document, from 0. */
  ordinal: number;
  heading: string[];
  anchor: string | null;
  page: number | null;
  text: string;
  sentences: SentenceSpan[];
  /** Hex SHA-256 over `text`. */
  digest: string;
};

/** The longest a passage may be, in words separated by white space. */
export const maxPassageWords = 180;

/** The words of one sentence of a passage, exactly as stored. */
export const sentenceText = (passage: Passage, span: SentenceSpan): string => passage.text.slice(span.start, span.end);
