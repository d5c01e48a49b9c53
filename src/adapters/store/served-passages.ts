import { canonicalJson } from "../../domain/canonical-json.ts";
import type { DocumentRecord, Section } from "../../domain/document.ts";
import { type Passage, sentenceText } from "../../domain/passage.ts";
import type { Receipt } from "../../domain/receipt.ts";
import { inBatches } from "./in-batches.ts";
import { documentOfRow, passageOfRow } from "./knowledge-rows.ts";
import type { Tables } from "./tables.ts";

type ServedDocument = { record: DocumentRecord; sections: string };

/** The quoted passages and their documents as the knowledge holds them now. `faults`: what could not be read. */
export type Served = { passages: Map<string, Passage>; documents: Map<string, ServedDocument>; faults: string[] };

/** Reads what is served now under the ids of quoted passages; what is served no more is absent. */
export const readServed = async (tables: Tables, cited: Receipt["cited"]): Promise<Served> => {
  const served: Served = { passages: new Map(), documents: new Map(), faults: [] };
  const passageIds = cited.map(({ passage }) => passage.id);
  await inBatches([...new Set(passageIds)], async (ids) => {
    const rows = await tables.selectFrom("passages").selectAll().where("id", "in", ids).execute();
    for (const row of rows) {
      try {
        served.passages.set(row.id, passageOfRow(row));
      } catch {
        served.faults.push(`passage ${row.id} has been damaged in the store: its heading or its sentences cannot be read`);
      }
    }
  });
  const sourceIds = cited.map(({ document }) => document.sourceId);
  await inBatches([...new Set(sourceIds)], async (ids) => {
    const rows = await tables
      .selectFrom("documents")
      .innerJoin("sources", "sources.id", "documents.source_id")
      .selectAll()
      .where("documents.source_id", "in", ids)
      .execute();
    for (const row of rows) served.documents.set(row.id, { record: documentOfRow(row), sections: row.sections });
  });
  return served;
};

const isSame = (left: unknown, right: unknown): boolean => canonicalJson(left) === canonicalJson(right);

/** Every line of a stored document; null when it cannot be read. */
const linesOf = (sections: string): string[] | null => {
  try {
    return (JSON.parse(sections) as Section[]).flatMap(({ blocks }) =>
      blocks.flatMap(({ text, introducedBy }) => (introducedBy === null ? [text] : [text, introducedBy])),
    );
  } catch {
    return null;
  }
};

const holdsWords = ({ sections }: ServedDocument, passage: Passage): boolean => {
  const lines = linesOf(sections);
  return passage.sentences.every((span) => lines?.some((line) => line.includes(sentenceText(passage, span))));
};

/**
 * What was changed behind a sync's back. A document's digest covers its file, its manifest row and the parser, so while that digest is
 * what it was, its record, its passages and its text must be too. A document that was synced anew since is nobody's fault.
 */
export const servedFaults = (served: Served, cited: Receipt["cited"]): string[] => [
  ...served.faults,
  ...cited.flatMap(({ passage, document }) => {
    const now = served.documents.get(document.sourceId);
    if (now?.record.digest !== document.digest) return [];
    const faults: string[] = [];
    const unsynced = "though no sync has brought in another version of its page";
    const present = served.passages.get(passage.id);
    if (!isSame(now.record, document))
      faults.push(`the title, address or dates of ${document.sourceId} have changed since, ${unsynced}`);
    if (!present) faults.push(`passage ${passage.id} has gone since, ${unsynced}`);
    else if (!isSame(present, passage)) faults.push(`passage ${passage.id} has changed since, ${unsynced}`);
    if (!holdsWords(now, passage)) faults.push(`the stored page ${document.sourceId} no longer holds the words of ${passage.id}`);
    return faults;
  }),
];
