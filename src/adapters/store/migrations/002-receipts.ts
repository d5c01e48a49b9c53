import type { Migration } from "./migration.ts";

/** What answers were proved with, and what models have cost. */
export const receipts: Migration = [
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
];
