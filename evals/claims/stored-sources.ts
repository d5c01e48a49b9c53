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

const readFolder = async (folder: string, own: string, wanted: ReadonlySet<string> | null): Promise<[string, StoredSource][]> => {
  const config = await readKnowledgeFolder(folder, own);
  const read: { document: DocumentRecord; passages: Passage[] }[] = [];
  for (const entry of config.sources.filter(({ id }) => wanted?.has(id) ?? true)) {
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
 * Reads sources through the project's own ingestion: those named in `wanted`, of knowledge/ and, where ../shared is there, of the seeds and
 * GOV.UK guides; or all the `guides`. Throws when a file cannot be read. A source that is found nowhere is left out.
 */
export const readStoredSources = async (
  root: string,
  sharedDir: string,
  wanted: ReadonlySet<string> | "guides",
): Promise<Map<string, StoredSource>> => {
  const own = join(root, "knowledge");
  const guides = join(sharedDir, "data", "govuk-guides", "pages");
  if (wanted === "guides") return new Map(await readFolder(guides, own, null));
  const beside = [join(sharedDir, "seeds"), guides];
  const stored: [string, StoredSource][] = [];
  for (const folder of [own, ...beside.filter((it) => existsSync(it))]) stored.push(...(await readFolder(folder, own, wanted)));
  return new Map(stored);
};
