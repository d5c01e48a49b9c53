/** Columns of the tables that `migrations.ts` makes, for kysely. JSON columns hold what their comment names. */
export type Schema = {
  sources: {
    id: string;
    title: string;
    url: string;
    publisher: string;
    kind: string;
    standing: string;
    review_by: string | null;
    owner: string | null;
  };
  documents: {
    source_id: string;
    published_on: string | null;
    updated_on: string | null;
    not_after_on: string | null;
    date_basis: string;
    digest: string;
    /** JSON of `Section[]`. */
    sections: string;
  };
  passages: {
    id: string;
    source_id: string;
    ordinal: number;
    /** JSON of `string[]`. */
    heading: string;
    anchor: string | null;
    page: number | null;
    text: string;
    /** JSON of `SentenceSpan[]`. */
    sentences: string;
    digest: string;
  };
  /** `vector`: float32, little-endian. */
  vectors: { model_id: string; text_digest: string; vector: Uint8Array };
  unreadable: { source_id: string; file: string; code: string; message: string; digest: string | null };
  knowledge_state: { only_row: number; revision: string };
  cases: {
    id: string;
    state: string;
    priority: string;
    due_on: string | null;
    queue: string;
    topic: string;
    question: string;
    scenario: string | null;
    reason: string;
    why: string;
    due_words: string | null;
    /** JSON of `string[]`. */
    passage_ids: string;
    opened_at: string;
  };
  /** `detail`: JSON of what the kind of event needs. Append-only. */
  case_events: { id?: number; case_id: string; kind: string; detail: string; happened_at: string };
};
