import type { DocumentRecord } from "./document.ts";
import type { Passage } from "./passage.ts";

/**
 * One thing that the question speaks of, with every way of saying it.
 * "VR" and "voluntary redundancy" are one concept with two alternatives; each alternative is a run of stems.
 */
export type QueryConcept = {
  /** The words as the member wrote them. */
  words: string;
  /** Stem sequences that count as this concept; the member's own first. */
  alternatives: string[][];
  /** Inverse document frequency over passages, natural logarithm; 0 for a word found everywhere. */
  weight: number;
  /** True when no alternative stands anywhere in the knowledge. */
  unknown: boolean;
  /** `question` concepts must be met by an answer; `scenario` ones only help to find it. */
  origin: "question" | "scenario";
  /** The corrected word, when the member's own was taken for a typing error. */
  correctedTo: string | null;
};

/** A question made ready for searching. */
export type AnalysedQuery = {
  /** The stand-alone question: slang and typing errors corrected, earlier turns folded in. */
  text: string;
  scenario: string | null;
  concepts: QueryConcept[];
};

/** A passage with its place in the ranking and the signals that put it there. */
export type RankedPassage = {
  passage: Passage;
  document: DocumentRecord;
  rank: number;
  /** Fused score; comparable within one retrieval only. */
  score: number;
  /** BM25+ score, not normalised. */
  lexical: number;
  /** Cosine of the query and the passage, -1..1; 0 when no embedder was at hand. */
  dense: number;
  /** Cosine of the bare question (no scenario) and each sentence of the passage, in the order of `passage.sentences`. */
  sentenceSimilarities: number[];
};

/** Ranked passages for one question, best first. */
export type Retrieval = {
  query: AnalysedQuery;
  ranked: RankedPassage[];
  /** Idf weight of a stem over the passages; the weight of an unseen stem for unknown ones. */
  stemWeight: (stem: string) => number;
};
