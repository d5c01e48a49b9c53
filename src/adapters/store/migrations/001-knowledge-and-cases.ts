import type { Migration } from "./migration.ts";

/** Pages with their passages and vectors, what could not be read, and the cases with their history. */
export const knowledgeAndCases: Migration = [
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
  `,
  {
    sqlite: `
      CREATE TRIGGER case_events_are_kept BEFORE UPDATE ON case_events
        BEGIN SELECT RAISE(ABORT, 'case events are append-only'); END;
    `,
    postgres: `
      CREATE FUNCTION case_events_are_kept() RETURNS trigger LANGUAGE plpgsql
        AS $$ BEGIN RAISE EXCEPTION 'case events are append-only'; END $$;
      CREATE TRIGGER case_events_are_kept BEFORE UPDATE ON case_events
        FOR EACH ROW EXECUTE FUNCTION case_events_are_kept();
    `,
  },
];
