import MiniSearch from "minisearch";
import type { DocumentRecord } from "../domain/document.ts";
import type { Passage } from "../domain/passage.ts";
import type { TermAnalyser } from "../ports/term-analyser.ts";
import { contentStems } from "./content-stems.ts";

/** Stems to look for with what each counts: 1 for the member's own words, less for other ways of saying them. */
export type WeightedStems = ReadonlyMap<string, number>;

/** BM25+ scores, by place of the passage or of the document; what does not match is absent. */
export type LexicalScores = { passages: Map<number, number>; documents: Map<number, number> };

/** BM25+ over passages and over whole documents; made once a snapshot. */
export type LexicalSearch = (stems: WeightedStems) => LexicalScores;

type Row = { id: number; text: string; heading: string; title: string };

// Stems are joined with a character that no text holds, so that they are split again without being read again.
const joint = "\u0000";
/** A document's title is its strongest promise of what it is about (docs/retrieval-ablation.md). */
const documentTitleBoost = 2;

const scoresOf = (index: MiniSearch<Row>, stems: WeightedStems, boost: Record<string, number>): Map<number, number> => {
  if (stems.size === 0) return new Map();
  const found = index.search([...stems.keys()].join(joint), { boost, boostTerm: (term) => stems.get(term) ?? 1 });
  return new Map(found.map((row) => [row.id as number, row.score]));
};

/** Indexes text, heading path and title of every passage, and every document whole. Stop words are left out. */
export const createLexicalSearch = (
  analyser: TermAnalyser,
  documents: readonly DocumentRecord[],
  passages: readonly Passage[],
): LexicalSearch => {
  const stemsOf = (text: string): string => contentStems(analyser, text).join(joint);
  const createIndex = () =>
    new MiniSearch<Row>({
      fields: ["text", "heading", "title"],
      tokenize: (text) => text.split(joint).filter((stem) => stem !== ""),
      processTerm: (stem) => stem,
    });

  const titles = new Map(documents.map((document) => [document.sourceId, stemsOf(document.title)]));
  const rows = passages.map((passage, id) => ({
    id,
    text: stemsOf(passage.text),
    heading: stemsOf(passage.heading.slice(1).join(". ")),
    title: titles.get(passage.sourceId) ?? "",
  }));
  const passageIndex = createIndex();
  passageIndex.addAll(rows);

  const textsOf = new Map<string, string[]>(documents.map((document) => [document.sourceId, []]));
  for (const [place, passage] of passages.entries()) textsOf.get(passage.sourceId)?.push(rows[place]!.heading, rows[place]!.text);
  const documentIndex = createIndex();
  documentIndex.addAll(
    documents.map(({ sourceId }, id) => ({
      id,
      text: textsOf.get(sourceId)!.join(joint),
      heading: "",
      title: titles.get(sourceId)!,
    })),
  );

  return (stems) => ({
    passages: scoresOf(passageIndex, stems, {}),
    documents: scoresOf(documentIndex, stems, { title: documentTitleBoost }),
  });
};
