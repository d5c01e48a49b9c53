import { createExactPassageIndex } from "../../src/adapters/exact-passage-index.ts";
import { createTermAnalyser } from "../../src/adapters/porter-stemmer.ts";
import { createScowlDictionary } from "../../src/adapters/scowl-dictionary.ts";
import { createWordClasses } from "../../src/adapters/wink-word-classes.ts";
import type { DocumentRecord } from "../../src/domain/document.ts";
import type { GlossaryFile } from "../../src/domain/knowledge-config.ts";
import type { Passage } from "../../src/domain/passage.ts";
import type { KnowledgeSnapshot } from "../../src/ports/knowledge-store.ts";
import type { RetrieverDeps } from "../../src/retrieval/retrieve.ts";

/** A passage of one sentence a line, with the heading path given. */
export const passageOf = (sourceId: string, ordinal: number, heading: string[], lines: string[]): Passage => {
  const text = lines.join("\n");
  let start = 0;
  const sentences = lines.map((line, block) => {
    const span = { start, end: start + line.length, kind: "paragraph" as const, block, introducedBy: null };
    start += line.length + 1;
    return span;
  });
  return { id: `${sourceId}#${ordinal}`, sourceId, ordinal, heading, anchor: null, page: null, text, sentences, digest: text };
};

/** A snapshot of documents, each a list of `[heading, ...lines]`; the source id is the title in small letters. */
export const snapshotOf = (documents: Record<string, string[][]>): KnowledgeSnapshot => {
  const records: DocumentRecord[] = [];
  const passages: Passage[] = [];
  for (const [title, sections] of Object.entries(documents)) {
    const sourceId = title.toLowerCase().replaceAll(" ", "-");
    records.push({
      sourceId,
      title,
      url: `https://example.org/${sourceId}`,
      publisher: "Example",
      kind: "guide",
      standing: "current",
      reviewBy: null,
      owner: null,
      digest: sourceId,
      publishedOn: null,
      updatedOn: null,
      notAfterOn: null,
      basis: "none",
    });
    sections.forEach(([heading, ...lines], i) => {
      passages.push(passageOf(sourceId, i, [title, heading!], lines));
    });
  }
  return { revision: "1", documents: records, passages, unreadable: [] };
};

// Loaded once: wink's model grows with every loading until it breaks.
const wordClasses = createWordClasses();

/** What a retriever needs, searching by words alone. "send" and "it" are everyday words here, all others rare. */
export const retrieverDeps = (glossary: Partial<GlossaryFile> = {}, faults: string[] = []): RetrieverDeps => ({
  analyser: createTermAnalyser(),
  english: { rarity: (word) => (["send", "it"].includes(word) ? 0 : 1), isName: () => false },
  dictionary: createScowlDictionary(),
  wordClasses,
  glossary: { terms: [], synonyms: {}, slang: {}, ...glossary },
  embedder: null,
  redact: (text) => ({ text, found: [] }),
  readVectors: async () => new Map(),
  buildIndex: async (vectors) => createExactPassageIndex(vectors),
  logFault: (code) => void faults.push(code),
});
