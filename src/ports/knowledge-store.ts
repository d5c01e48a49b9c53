import type { Document, DocumentRecord } from "../domain/document.ts";
import type { FolderSettings } from "../domain/folder-settings.ts";
import type { Passage } from "../domain/passage.ts";

/**
 * A source that could not be read, by name, with a closed code and words for the volunteer.
 * `digest`, when there is one, tells that the same bytes need not be tried again.
 */
export type UnreadableSource = { sourceId: string; file: string; code: string; message: string; digest?: string };

/** Everything that retrieval and answering serve from; one consistent reading of the store. */
export type KnowledgeSnapshot = {
  /** Changes whenever a sync changes anything: pages, what could not be read, or settings. */
  revision: string;
  documents: DocumentRecord[];
  passages: Passage[];
  unreadable: UnreadableSource[];
};

/**
 * By what a process sees that another one has changed what is to be served. `embeddedRevision`: the revision whose sentences all have
 * their vector of the model `modelId`, the one that is served; null before the first.
 */
export type KnowledgeState = { revision: string; embeddedRevision: string | null; modelId: string | null };

/**
 * The knowledge with its state and its settings, all of one moment. `never_kept`: by a sync of an older release; `of_other_form`: kept
 * by another release, in a form that this one does not read.
 */
export type KnowledgeReading = KnowledgeSnapshot & KnowledgeState & { settings: FolderSettings | "never_kept" | "of_other_form" };

/** What a sync leaves behind, written in one transaction so that nothing is indexed by halves. Without `settings` the stored stay. */
export type KnowledgeChange = {
  upserted: { document: Document; passages: Passage[] }[];
  removedSourceIds: string[];
  unreadable: UnreadableSource[];
  settings?: FolderSettings;
};

/** Documents, passages and vectors, whichever engine holds them. */
export type KnowledgeStore = {
  snapshot(): Promise<KnowledgeReading>;
  /** Cheap enough to be asked every few seconds. */
  state(): Promise<KnowledgeState>;
  /** Digest of each stored document by source id, for telling what changed. */
  documentDigests(): Promise<Map<string, string>>;
  apply(change: KnowledgeChange): Promise<void>;
  /** Cached vectors by hex SHA-256 of the embedded text; missing ones are absent from the map. */
  vectors(modelId: string, textDigests: string[]): Promise<Map<string, Float32Array>>;
  /** A vector that is there already is replaced. */
  saveVectors(modelId: string, rows: { textDigest: string; vector: Float32Array }[]): Promise<void>;
};
