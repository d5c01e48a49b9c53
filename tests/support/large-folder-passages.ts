import type { PassageStems } from "../../src/answering/large-folder-features.ts";
import type { Passage, SentenceSpan } from "../../src/domain/passage.ts";
import type { RankedPassage, Retrieval } from "../../src/domain/retrieval.ts";
import type { TermAnalyser } from "../../src/ports/term-analyser.ts";

/** A passage of one source: blocks of sentences; a sentence that opens with "- " is a bullet of the line before its block. */
export type TestPassage = { sourceId: string; passage: Passage };

/** Builds a passage with its spans. */
export const largeFolderPassage = (sourceId: string, blocks: string[][]): TestPassage => {
  let text = "";
  let block = -1;
  let opener: number | null = null;
  const sentences: SentenceSpan[] = [];
  for (const lines of blocks) {
    const isList = lines[0]?.startsWith("- ") ?? false;
    if (!isList) block += 1;
    lines.forEach((line, at) => {
      if (isList) block += 1;
      if (text !== "") text += isList || at === 0 ? "\n" : " ";
      const words = line.replace(/^- /, "");
      const start = text.length;
      text += words;
      sentences.push({
        start,
        end: text.length,
        kind: isList ? "list_item" : "paragraph",
        block,
        introducedBy: isList ? opener : null,
      });
    });
    if (!isList) opener = sentences.length - 1;
  }
  const heading = [`The ${sourceId}`];
  return {
    sourceId,
    passage: {
      id: `${sourceId}#${text.length}`,
      sourceId,
      ordinal: 0,
      heading,
      anchor: null,
      page: null,
      text,
      sentences,
      digest: "0",
    },
  };
};

/** Ranked passages in the order given; scores, where not given, fall by a tenth a place. */
export const retrievalOf = (
  terms: TermAnalyser,
  question: string,
  passages: TestPassage[],
  scores: number[] = passages.map((_, at) => 1 - at / 10),
): Retrieval => ({
  query: {
    text: question,
    scenario: null,
    concepts: terms.terms(question).map(({ word, stem }) => ({
      words: word,
      alternatives: [[stem]],
      weight: 1,
      unknown: false,
      origin: "question" as const,
      correctedTo: null,
    })),
  },
  ranked: passages.map(
    ({ sourceId, passage }, at): RankedPassage => ({
      passage,
      document: {
        sourceId,
        title: `The ${sourceId}`,
        url: `https://example.org/${sourceId}`,
        publisher: "",
        kind: "guide",
        standing: "current",
        reviewBy: null,
        owner: null,
        digest: "0",
        publishedOn: null,
        updatedOn: null,
        notAfterOn: null,
        basis: "none",
      },
      rank: at + 1,
      score: scores[at]!,
      lexical: 10 * scores[at]!,
      dense: scores[at]! / 2,
      sentenceSimilarities: passage.sentences.map(() => scores[at]! / 2),
    }),
  ),
  stemWeight: () => 1,
});

/** The stems of a ranked passage, as its stored profile holds them. */
export const profileForTest = (terms: TermAnalyser, { passage, document }: RankedPassage): PassageStems => {
  const stemsOf = (text: string) => terms.terms(text).map(({ stem }) => stem);
  const sentences = passage.sentences.map((span) => ({ stems: stemsOf(passage.text.slice(span.start, span.end)) }));
  return {
    sentences,
    headingStems: new Set(stemsOf(passage.heading.join(" "))),
    titleStems: new Set(stemsOf(document.title)),
  };
};
