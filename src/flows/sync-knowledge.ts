import { createHash } from "node:crypto";
import { readFile, stat } from "node:fs/promises";
import path from "node:path";
import { formatOf, maxFileBytes } from "../domain/parsed-file.ts";
import type { SourceEntry } from "../domain/source.ts";
import { describeDocument } from "../ingestion/describe-document.ts";
import { joinSmallPassages } from "../ingestion/join-small-passages.ts";
import { type KnowledgeFolder, readKnowledgeFolder } from "../ingestion/knowledge-folder.ts";
import { type LearnedTerm, learnGlossary } from "../ingestion/learn-glossary.ts";
import { parserVersion } from "../ingestion/parse-file.ts";
import { splitPassages } from "../ingestion/split-passages.ts";
import type { Embedder } from "../ports/embedder.ts";
import type { FileParser } from "../ports/file-parser.ts";
import type { KnowledgeChange, KnowledgeStore, UnreadableSource } from "../ports/knowledge-store.ts";
import { embedPassages } from "./embed-passages.ts";

/** What a sync needs. Without an embedder no vectors are made. */
export type SyncDeps = { store: KnowledgeStore; parser: FileParser; embedder: Embedder | null };

/** How far a sync has come: files read, then texts embedded. `name` is the file in hand, empty while embedding. */
export type SyncProgress = { step: "reading" | "embedding"; done: number; total: number; name: string };

/** `folder` and `defaultsFolder` are paths; `today` is the day of the sync, `YYYY-MM-DD`. */
export type SyncRequest = {
  folder: string;
  defaultsFolder: string;
  today: string;
  onProgress?: (progress: SyncProgress) => void;
};

/** What a sync did: counts of sources, texts newly embedded, and what stands in the store now. `config` is the folder as read. */
export type SyncResult = {
  created: number;
  updated: number;
  unchanged: number;
  removed: number;
  unreadable: UnreadableSource[];
  embedded: number;
  revision: string;
  glossaryLearned: LearnedTerm[];
  config: KnowledgeFolder;
};

const sha256 = (...parts: (string | Uint8Array)[]): string => {
  const hash = createHash("sha256");
  for (const part of parts) hash.update(part).update("\0");
  return hash.digest("hex");
};

/** A stored document with a day later than the day of reading is read again on another day: the date may have come. */
const digestsOf = (entry: SourceEntry, bytes: Uint8Array, today: string): { lasting: string; forToday: string } => {
  const lasting = sha256(String(parserVersion), JSON.stringify(entry), bytes);
  return { lasting, forToday: sha256(lasting, today) };
};

type FileRead = { bytes: Uint8Array } | { code: "too_large" | "cannot_open"; message: string };

const readSourceFile = async (file: string): Promise<FileRead> => {
  try {
    const { size } = await stat(file);
    if (size > maxFileBytes) return { code: "too_large", message: `the file is larger than ${maxFileBytes / 1024 / 1024} MB` };
    return { bytes: await readFile(file) };
  } catch (fault) {
    const code = fault instanceof Error && "code" in fault ? String(fault.code) : "unknown";
    return { code: "cannot_open", message: `the file cannot be opened (${code})` };
  }
};

/** What failed for want of time or memory may succeed on a quieter day; what is broken stays broken. */
const mayPass = new Set(["timed_out", "out_of_memory", "cannot_open"]);

type Seen = { digests: ReadonlyMap<string, string>; unreadable: ReadonlyMap<string, UnreadableSource> };
type Outcome =
  | { is: "unchanged" }
  | { is: "unreadable"; source: UnreadableSource }
  | { is: "read"; upserted: KnowledgeChange["upserted"][number] };

const syncSource = async (deps: SyncDeps, request: SyncRequest, entry: SourceEntry, seen: Seen): Promise<Outcome> => {
  const refuse = (code: string, message: string, digest?: string): Outcome => ({
    is: "unreadable",
    source: { sourceId: entry.id, file: entry.file, code, message, ...(digest === undefined ? {} : { digest }) },
  });
  const format = formatOf(entry.file);
  if (format === null) return refuse("unsupported_type", "this type of file is not read");
  const read = await readSourceFile(path.resolve(request.folder, entry.file));
  if (!("bytes" in read)) return refuse(read.code, read.message);
  const { lasting, forToday } = digestsOf(entry, read.bytes, request.today);
  const stored = seen.digests.get(entry.id);
  if (stored === lasting || stored === forToday) return { is: "unchanged" };
  const before = seen.unreadable.get(entry.id);
  if (before?.digest === lasting) return { is: "unreadable", source: before };
  const outcome = await deps.parser.parse({ name: entry.file, format, bytes: read.bytes, today: request.today });
  if (!outcome.ok) return refuse(outcome.code, outcome.message, mayPass.has(outcome.code) ? undefined : lasting);
  const digest = outcome.parsed.futureDates ? forToday : lasting;
  const document = describeDocument(entry, outcome.parsed, digest);
  return { is: "read", upserted: { document, passages: joinSmallPassages(splitPassages(entry.id, document.sections)) } };
};

/**
 * Brings the store in line with a knowledge folder. Files whose bytes and manifest row are as they were are neither parsed nor embedded
 * again. A file that cannot be read is named and stops nothing; if it could be read before, it is no longer served. A broken
 * configuration is a `KnowledgeError` and changes nothing. Documents and settings change in one transaction; vectors follow, and an interrupted sync
 * catches up on them the next time.
 */
export const syncKnowledge = async (deps: SyncDeps, request: SyncRequest): Promise<SyncResult> => {
  const config = await readKnowledgeFolder(request.folder, request.defaultsFolder);
  const before = await deps.store.snapshot();
  const digests = await deps.store.documentDigests();
  const seen: Seen = { digests, unreadable: new Map(before.unreadable.map((source) => [source.sourceId, source])) };
  const { glossary, wording, routes, reps, slack } = config;
  const settings = { glossary, wording, routes, reps, slack };
  const change: KnowledgeChange = { upserted: [], removedSourceIds: [], unreadable: [...config.unsupported], settings };
  const kept = new Set<string>();
  for (const [index, entry] of config.sources.entries()) {
    request.onProgress?.({ step: "reading", done: index, total: config.sources.length, name: entry.file });
    const outcome = await syncSource(deps, request, entry, seen);
    if (outcome.is === "unreadable") change.unreadable.push(outcome.source);
    else kept.add(entry.id);
    if (outcome.is === "read") change.upserted.push(outcome.upserted);
  }
  const unreadableIds = new Set(change.unreadable.map((source) => source.sourceId));
  change.removedSourceIds = [...digests.keys()].filter((id) => !kept.has(id));
  await deps.store.apply(change);
  const after = await deps.store.snapshot();
  const embedded = await embedPassages(deps, after.passages, (done, total) => {
    request.onProgress?.({ step: "embedding", done, total, name: "" });
  });
  const created = change.upserted.filter(({ document }) => !digests.has(document.sourceId)).length;
  return {
    created,
    updated: change.upserted.length - created,
    unchanged: kept.size - change.upserted.length,
    removed: change.removedSourceIds.filter((id) => !unreadableIds.has(id)).length,
    unreadable: change.unreadable,
    embedded,
    revision: after.revision,
    glossaryLearned: learnGlossary(after.passages.map((passage) => passage.text)),
    config,
  };
};
