import { StoreFault } from "./store-fault.ts";

/** Numbered from 1 by their place, forward only: a published one is never changed, a new one is added at the end. */
export const migrations: readonly string[] = [
  `
  CREATE TABLE sources (
    id TEXT PRIMARY KEY,
    title TEXT NOT NULL, url TEXT NOT NULL, publisher TEXT NOT NULL, kind TEXT NOT NULL,
    standing TEXT NOT NULL, review_by TEXT, owner TEXT
  ) STRICT;
  CREATE TABLE documents (
    source_id TEXT PRIMARY KEY REFERENCES sources (id) ON DELETE CASCADE,
    published_on TEXT, updated_on TEXT, not_after_on TEXT, date_basis TEXT NOT NULL,
    digest TEXT NOT NULL, sections TEXT NOT NULL
  ) STRICT;
  CREATE TABLE passages (
    id TEXT PRIMARY KEY,
    source_id TEXT NOT NULL REFERENCES documents (source_id) ON DELETE CASCADE,
    ordinal INTEGER NOT NULL, heading TEXT NOT NULL, anchor TEXT, page INTEGER,
    text TEXT NOT NULL, sentences TEXT NOT NULL, digest TEXT NOT NULL,
    UNIQUE (source_id, ordinal)
  ) STRICT;
  CREATE TABLE vectors (
    model_id TEXT NOT NULL, text_digest TEXT NOT NULL, vector BLOB NOT NULL,
    PRIMARY KEY (model_id, text_digest)
  ) STRICT, WITHOUT ROWID;
  CREATE TABLE unreadable (
    source_id TEXT PRIMARY KEY, file TEXT NOT NULL, code TEXT NOT NULL, message TEXT NOT NULL, digest TEXT
  ) STRICT;
  CREATE TABLE knowledge_state (only_row INTEGER PRIMARY KEY CHECK (only_row = 1), revision TEXT NOT NULL) STRICT;
  INSERT INTO knowledge_state (only_row, revision) VALUES (1, 'empty');
  CREATE TABLE cases (
    id TEXT PRIMARY KEY, state TEXT NOT NULL, priority TEXT NOT NULL, due_on TEXT, queue TEXT NOT NULL, topic TEXT NOT NULL,
    question TEXT NOT NULL, scenario TEXT, reason TEXT NOT NULL, why TEXT NOT NULL, due_words TEXT,
    passage_ids TEXT NOT NULL, opened_at TEXT NOT NULL
  ) STRICT;
  CREATE INDEX cases_by_opened_at ON cases (opened_at DESC);
  CREATE TABLE case_events (
    id INTEGER PRIMARY KEY AUTOINCREMENT, case_id TEXT NOT NULL REFERENCES cases (id) ON DELETE CASCADE,
    kind TEXT NOT NULL, detail TEXT NOT NULL, happened_at TEXT NOT NULL
  ) STRICT;
  CREATE INDEX case_events_by_case ON case_events (case_id, id);
  CREATE TRIGGER case_events_are_kept BEFORE UPDATE ON case_events
    BEGIN SELECT RAISE(ABORT, 'case events are append-only'); END;
  `,
  `
  CREATE TABLE answers (
    id TEXT PRIMARY KEY, answered_at TEXT NOT NULL, asked_on TEXT NOT NULL, questions TEXT NOT NULL,
    outcome TEXT NOT NULL, reason TEXT, mode TEXT NOT NULL, text TEXT NOT NULL, as_of TEXT, knowledge_revision TEXT NOT NULL,
    model TEXT, prompt_id TEXT, prompt_version INTEGER, prompt_digest TEXT,
    input_tokens INTEGER, output_tokens INTEGER, tokens_estimated INTEGER, cost_usd REAL, attempts INTEGER,
    total_ms REAL NOT NULL, retrieve_ms REAL NOT NULL, draft_ms REAL NOT NULL, verify_ms REAL NOT NULL,
    digest TEXT NOT NULL
  ) STRICT;
  CREATE INDEX answers_by_answered_at ON answers (answered_at DESC);
  CREATE TABLE claims (
    answer_id TEXT NOT NULL REFERENCES answers (id) ON DELETE CASCADE,
    position INTEGER NOT NULL, question INTEGER NOT NULL, text TEXT NOT NULL, list_item INTEGER NOT NULL, digest TEXT NOT NULL,
    PRIMARY KEY (answer_id, position)
  ) STRICT, WITHOUT ROWID;
  CREATE TABLE quotations (
    answer_id TEXT NOT NULL, claim_position INTEGER NOT NULL, position INTEGER NOT NULL,
    number INTEGER NOT NULL, passage_id TEXT NOT NULL, start_offset INTEGER NOT NULL, end_offset INTEGER NOT NULL, text TEXT NOT NULL,
    PRIMARY KEY (answer_id, claim_position, position),
    FOREIGN KEY (answer_id, claim_position) REFERENCES claims (answer_id, position) ON DELETE CASCADE
  ) STRICT, WITHOUT ROWID;
  CREATE TABLE cited_passages (
    digest TEXT PRIMARY KEY,
    passage_id TEXT NOT NULL, source_id TEXT NOT NULL, ordinal INTEGER NOT NULL, heading TEXT NOT NULL, anchor TEXT, page INTEGER,
    text TEXT NOT NULL, sentences TEXT NOT NULL, passage_digest TEXT NOT NULL,
    document_source_id TEXT NOT NULL, title TEXT NOT NULL, url TEXT NOT NULL, publisher TEXT NOT NULL, kind TEXT NOT NULL,
    standing TEXT NOT NULL, review_by TEXT, owner TEXT,
    published_on TEXT, updated_on TEXT, not_after_on TEXT, date_basis TEXT NOT NULL, document_digest TEXT NOT NULL
  ) STRICT;
  CREATE TABLE answer_passages (
    answer_id TEXT NOT NULL REFERENCES answers (id) ON DELETE CASCADE,
    position INTEGER NOT NULL, cited_digest TEXT NOT NULL REFERENCES cited_passages (digest),
    PRIMARY KEY (answer_id, position)
  ) STRICT, WITHOUT ROWID;
  CREATE INDEX answer_passages_by_cited ON answer_passages (cited_digest);
  CREATE TABLE model_spend (
    day TEXT PRIMARY KEY, micro_usd INTEGER NOT NULL, calls INTEGER NOT NULL,
    input_tokens INTEGER NOT NULL, output_tokens INTEGER NOT NULL
  ) STRICT, WITHOUT ROWID;
  `,
  `
  CREATE TABLE served_embedding (
    only_row INTEGER PRIMARY KEY CHECK (only_row = 1),
    model_id TEXT NOT NULL, dimension INTEGER NOT NULL,
    place TEXT, model TEXT, asked_dimension INTEGER
  ) STRICT;
  INSERT INTO served_embedding (only_row, model_id, dimension)
    SELECT 1, model_id, max(length(vector)) / 4 FROM vectors GROUP BY model_id ORDER BY count(*) DESC LIMIT 1;
  `,
];

/** The schema that this version of Noticeboard writes and reads. */
export const schemaVersion = migrations.length;

/** The refusal of a store that a newer Noticeboard wrote; `orElse` is what can be done other than starting that one. */
export const newerSchema = (version: number, orElse: string): StoreFault =>
  new StoreFault(
    "newer_schema",
    `The store has schema ${version}; this version knows ${schemaVersion}. Start the newer version again, or ${orElse}.`,
  );
