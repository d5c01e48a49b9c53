import type { Document, DocumentRecord } from "../domain/document.ts";
import type { Passage } from "../domain/passage.ts";

/**
 * A source that could not be read, by name, with a closed code and words for the volunteer.
 * `digest`, when there is one, tells that the same bytes need not be tried again.
 */
export type UnreadableSource = { sourceId: string; file: string; code: string; message: string; digest?: string };

/** Everything that retrieval and answering serve from; one consistent reading of the store. */
export type KnowledgeSnapshot = {
  /** Changes whenever a sync changes anything. */
  revision: string;
  documents: DocumentRecord[];
  passages: Passage[];
  unreadable: UnreadableSource[];
};

/** What a sync leaves behind, written in one transaction so that nothing is indexed by halves. */
export type KnowledgeChange = {
  upserted: { document: Document; passages: Passage[] }[];
  removedSourceIds: string[];
  unreadable: UnreadableSource[];
};

/** Documents, passages and vectors, whichever engine holds them. */
export type KnowledgeStore = {
  snapshot(): Promise<KnowledgeSnapshot>;
  /** Digest of each stored document by source id, for telling what changed. */
  documentDigests(): Promise<Map<string, string>>;
  apply(change: KnowledgeChange): Promise<void>;
  /** Cached vectors by hex SHA-256 of the embedded text; missing ones are absent from the map. */
  vectors(modelId: string, textDigests: string[]): Promise<Map<string, Float32Array>>;
  /** A vector that is there already is replaced. */
  saveVectors(modelId: string, rows: { textDigest: string; vector: Float32Array }[]): Promise<void>;
};
