import { MemoryVectorStore } from "@langchain/classic/vectorstores/memory";
import { HNSWLib } from "@langchain/community/vectorstores/hnswlib";
import type { Document } from "@langchain/core/documents";
import { Embeddings } from "@langchain/core/embeddings";
import { RecursiveCharacterTextSplitter } from "@langchain/textsplitters";
import { create, insertMultiple, search } from "@orama/orama";
import MiniSearch from "minisearch";
import { type GuideQuestion, holdsEvidence, type OpenCorpus } from "../evals/open-guides.ts";
import type { Embedder } from "../src/ports/embedder.ts";
import { createRetriever } from "../src/retrieval/retrieve.ts";
import { median } from "./median.ts";

/** One line of the table. `hit` counts questions whose evidence stands in the first, or in one of the first five, texts found. */
export type PeerRow = {
  name: string;
  units: number;
  hitAt1: number;
  hitAt5: number;
  of: number;
  queryMs: number;
  loadMs: number;
};

type Peer = { name: string; units: number; find: (question: string, scenario: string) => Promise<string[]> };

const k = 5;

const measure = async (questions: readonly GuideQuestion[], load: () => Promise<Peer>): Promise<PeerRow> => {
  const startedAt = performance.now();
  const { name, units, find } = await load();
  const loadMs = performance.now() - startedAt;
  await find("Is there a fee?", "");
  let hitAt1 = 0;
  let hitAt5 = 0;
  const times: number[] = [];
  for (const { question, scenario, evidence } of questions) {
    const askedAt = performance.now();
    const texts = await find(question, scenario);
    times.push(performance.now() - askedAt);
    const holds = texts.slice(0, k).map((text) => holdsEvidence(text, evidence));
    if (holds[0]) hitAt1 += 1;
    if (holds.includes(true)) hitAt5 += 1;
  }
  return { name, units, hitAt1, hitAt5, of: questions.length, queryMs: median(times), loadMs };
};

/** The bundled embedding as LangChain wants it, so that its chain is measured with the same model as ours. */
class BundledEmbeddings extends Embeddings {
  readonly embedder: Embedder;
  constructor(embedder: Embedder) {
    super({});
    this.embedder = embedder;
  }
  async embedDocuments(texts: string[]): Promise<number[][]> {
    return (await this.embedder.embed(texts)).map((vector) => Array.from(vector));
  }
  async embedQuery(text: string): Promise<number[]> {
    return (await this.embedDocuments([text]))[0] ?? [];
  }
}

/** Ours and its peers at their defaults on the same documents and questions, scenario before question as one query where only one is taken. */
export const compareRetrieval = async (
  corpus: OpenCorpus,
  questions: readonly GuideQuestion[],
  bulkEmbedder: Embedder,
): Promise<PeerRow[]> => {
  const { documents, passages } = corpus.snapshot;
  const titleOf = new Map(documents.map(({ sourceId, title }) => [sourceId, title]));
  const rowOf = (at: number) => {
    const { sourceId, heading, text } = passages[at]!;
    return { id: String(at), title: titleOf.get(sourceId) ?? "", heading: heading.join(" "), text };
  };
  const rows = passages.map((_, at) => rowOf(at));
  const oneQuery = (question: string, scenario: string): string => `${scenario} ${question}`.trim();

  const ours = async (): Promise<Peer> => {
    const retriever = await createRetriever(corpus.deps, corpus.snapshot);
    const find = async (question: string, scenario: string): Promise<string[]> =>
      (await retriever.retrieve({ question, scenario }, k)).ranked.map(({ passage }) => passage.text);
    return { name: "Noticeboard", units: passages.length, find };
  };
  const oursByWords = async (): Promise<Peer> => {
    const retriever = await createRetriever({ ...corpus.deps, embedder: null }, corpus.snapshot);
    const find = async (question: string, scenario: string): Promise<string[]> =>
      (await retriever.retrieve({ question, scenario }, k)).ranked.map(({ passage }) => passage.text);
    return { name: "Noticeboard without the embedding", units: passages.length, find };
  };
  const miniSearch = async (): Promise<Peer> => {
    const index = new MiniSearch({ fields: ["title", "heading", "text"], storeFields: ["text"] });
    index.addAll(rows);
    const find = async (question: string, scenario: string): Promise<string[]> =>
      index
        .search(oneQuery(question, scenario))
        .slice(0, k)
        .map((hit) => String(hit.text));
    return { name: "MiniSearch, defaults, our passages", units: rows.length, find };
  };
  const orama = async (): Promise<Peer> => {
    const index = create({ schema: { title: "string", heading: "string", text: "string" } as const });
    await insertMultiple(index, rows);
    const find = async (question: string, scenario: string): Promise<string[]> =>
      (await search(index, { term: oneQuery(question, scenario), limit: k })).hits.map((hit) => String(hit.document.text));
    return { name: "Orama, defaults, our passages", units: rows.length, find };
  };

  const splitter = new RecursiveCharacterTextSplitter();
  const wholeTexts = documents.map(({ sourceId }) =>
    passages
      .filter((passage) => passage.sourceId === sourceId)
      .map((passage) => `${passage.heading.at(-1) ?? ""}\n\n${passage.text}`)
      .join("\n\n"),
  );
  const pieces: Document[] = await splitter.createDocuments(wholeTexts);
  const bulk = new BundledEmbeddings(bulkEmbedder);
  const vectors = await bulk.embedDocuments(pieces.map((piece) => piece.pageContent));
  // The bulk embedder remembers nothing, so the second chain pays for its queries as the first does.
  const queryEmbeddings = new BundledEmbeddings(bulkEmbedder);
  const stockChain = (name: string, store: MemoryVectorStore | HNSWLib) => async (): Promise<Peer> => {
    await store.addVectors(vectors, pieces);
    const find = async (question: string, scenario: string): Promise<string[]> =>
      (await store.similaritySearch(oneQuery(question, scenario), k)).map((piece) => piece.pageContent);
    return { name: `LangChain splitter and ${name}`, units: pieces.length, find };
  };

  const loads = [
    ours,
    oursByWords,
    miniSearch,
    orama,
    stockChain("MemoryVectorStore", new MemoryVectorStore(queryEmbeddings)),
    stockChain("HNSWLib", new HNSWLib(queryEmbeddings, { space: "cosine", numDimensions: corpus.deps.embedder.dimension })),
  ];
  const measured: PeerRow[] = [];
  for (const load of loads) measured.push(await measure(questions, load));
  return measured;
};
