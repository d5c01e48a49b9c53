import { existsSync, readFileSync } from "node:fs";
import { createEnergeticEmbedder } from "../src/adapters/energetic-embedder.ts";
import { createExactPassageIndex } from "../src/adapters/exact-passage-index.ts";
import { createTermAnalyser } from "../src/adapters/porter-stemmer.ts";
import { createScowlDictionary } from "../src/adapters/scowl-dictionary.ts";
import { openSqliteStore } from "../src/adapters/sqlite/open-sqlite-store.ts";
import { createEnglishWords } from "../src/adapters/subtlex-english-words.ts";
import { createWordClasses } from "../src/adapters/wink-word-classes.ts";
import { foldText } from "../src/domain/fold-text.ts";
import { type SyncResult, syncKnowledge } from "../src/flows/sync-knowledge.ts";
import { parseFile } from "../src/ingestion/parse-file.ts";
import type { Embedder } from "../src/ports/embedder.ts";
import type { KnowledgeSnapshot } from "../src/ports/knowledge-store.ts";
import type { RetrieverDeps } from "../src/retrieval/retrieve.ts";

/** One of the shared questions that the guides answer; `page` is the file that does. */
export type GuideQuestion = { id: string; question: string; scenario: string; page: string; evidence: string[] };

const guidesFolder = new URL("../../shared/data/govuk-guides/", import.meta.url).pathname;

/** The shared guides as web pages. */
export const guidePages = `${guidesFolder}pages`;

/** False when the shared test material is not beside the project: callers then say that they skip. */
export const hasGuides = (): boolean => existsSync(`${guidesFolder}questions.jsonl`);

/** The answerable shared questions, in the file's order. */
export const readGuideQuestions = (): GuideQuestion[] =>
  readFileSync(`${guidesFolder}questions.jsonl`, "utf8")
    .trim()
    .split("\n")
    .map((line) => JSON.parse(line) as GuideQuestion & { answerable: boolean })
    .filter(({ answerable }) => answerable);

/** True when any evidence sentence stands inside the text, white space and quotation marks folded. */
export const holdsEvidence = (text: string, evidence: readonly string[]): boolean => {
  const folded = foldText(text);
  return evidence.some((sentence) => folded.includes(foldText(sentence)));
};

/** A synced corpus with everything that a retriever needs. Close it when done. */
export type OpenCorpus = {
  snapshot: KnowledgeSnapshot;
  deps: RetrieverDeps & { embedder: Embedder };
  sync: SyncResult;
  syncMs: number;
  close(): Promise<void>;
};

/** Brings a folder into a store of its own under `dataFolder` (kept, so that the second run embeds nothing) and opens it. */
export const openCorpus = async (folder: string, dataFolder: string): Promise<OpenCorpus> => {
  const store = openSqliteStore(dataFolder);
  const syncEmbedder = createEnergeticEmbedder({ workers: 2, cacheSize: 0 });
  const startedAt = performance.now();
  const sync = await syncKnowledge(
    { store: store.knowledge, parser: { parse: parseFile, close: async () => {} }, embedder: syncEmbedder },
    { folder, defaultsFolder: new URL("../knowledge/", import.meta.url).pathname, today: new Date().toISOString().slice(0, 10) },
  );
  const syncMs = performance.now() - startedAt;
  await syncEmbedder.close();
  const embedder = createEnergeticEmbedder();
  const { glossary } = sync.config;
  const learned = sync.glossaryLearned.map(({ short, long }) => ({ short, long: [long] }));
  const deps = {
    analyser: createTermAnalyser(),
    english: createEnglishWords(),
    dictionary: createScowlDictionary(),
    wordClasses: createWordClasses(),
    glossary: { ...glossary, terms: [...glossary.terms, ...learned] },
    embedder,
    // The bundled model is on this machine.
    redact: (text: string) => ({ text, found: [] }),
    readVectors: (digests: string[]) => store.knowledge.vectors(embedder.modelId, digests),
    buildIndex: async (vectors: Parameters<RetrieverDeps["buildIndex"]>[0]) => createExactPassageIndex(vectors),
    logFault: (code: string, cause: unknown) => process.stderr.write(`${code} ${String(cause)}\n`),
  };
  const close = async (): Promise<void> => {
    await embedder.close();
    await store.close();
  };
  return { snapshot: await store.knowledge.snapshot(), deps, sync, syncMs, close };
};

/** The shared guides, synced into `.tmp/`. */
export const openGuides = (): Promise<OpenCorpus> => openCorpus(guidePages, new URL("../.tmp/guides/", import.meta.url).pathname);
