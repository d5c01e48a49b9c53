import { existsSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import type { DocumentRecord } from "../../src/domain/document.ts";
import type { GlossaryFile } from "../../src/domain/knowledge-config.ts";
import { formatOf } from "../../src/domain/parsed-file.ts";
import type { Passage } from "../../src/domain/passage.ts";
import { describeDocument } from "../../src/ingestion/describe-document.ts";
import { joinSmallPassages } from "../../src/ingestion/join-small-passages.ts";
import { readKnowledgeFolder } from "../../src/ingestion/knowledge-folder.ts";
import { learnGlossary } from "../../src/ingestion/learn-glossary.ts";
import { parseFile } from "../../src/ingestion/parse-file.ts";
import { splitPassages } from "../../src/ingestion/split-passages.ts";

/** A source as the store would hold it, without vectors, and the folder's glossary with the short forms learned from its texts. */
export type StoredSource = { document: DocumentRecord; passages: Passage[]; glossary: GlossaryFile; shared: boolean };

const readFolder = async (folder: string, own: string, wanted: ReadonlySet<string>): Promise<[string, StoredSource][]> => {
  const config = await readKnowledgeFolder(folder, own);
  const read: { document: DocumentRecord; passages: Passage[] }[] = [];
  for (const entry of config.sources.filter(({ id }) => wanted.has(id))) {
    const bytes = readFileSync(resolve(folder, entry.file));
    const outcome = await parseFile({ name: entry.file, format: formatOf(entry.file)!, bytes, today: "2025-06-20" });
    if (!outcome.ok) throw new Error(`${entry.file}: ${outcome.message}`);
    const { sections, ...document } = describeDocument(entry, outcome.parsed, "");
    read.push({ document, passages: joinSmallPassages(splitPassages(entry.id, sections)) });
  }
  const texts = read.flatMap(({ passages }) => passages.map((passage) => passage.text));
  const learned = learnGlossary(texts).map(({ short, long }) => ({ short, long: [long] }));
  const glossary = { ...config.glossary, terms: [...config.glossary.terms, ...learned] };
  return read.map((source) => [source.document.sourceId, { ...source, glossary, shared: folder !== own }]);
};

/**
 * Reads the sources named in `wanted` through the project's own ingestion: those of knowledge/, and of the seeds and GOV.UK guides where
 * ../shared is there. Throws when a file cannot be read. A source that is found nowhere is left out.
 */
export const readStoredSources = async (
  root: string,
  sharedDir: string,
  wanted: ReadonlySet<string>,
): Promise<Map<string, StoredSource>> => {
  const own = join(root, "knowledge");
  const beside = [join(sharedDir, "seeds"), join(sharedDir, "data", "govuk-guides", "pages")];
  const stored: [string, StoredSource][] = [];
  for (const folder of [own, ...beside.filter((it) => existsSync(it))]) stored.push(...(await readFolder(folder, own, wanted)));
  return new Map(stored);
};
