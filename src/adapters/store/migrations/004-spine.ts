import type { Migration } from "./migration.ts";

/**
 * What members sent, who works on it, and what goes back. `seen_messages` knows repeats, also of messages that are no longer kept;
 * `position` is the order of arrival, by which a thread keeps its order.
 */
export const spine: Migration = [
  `
  CREATE TABLE seen_messages (
    channel TEXT NOT NULL, external_id TEXT NOT NULL, message_id TEXT NOT NULL, arrived_at TEXT NOT NULL,
    PRIMARY KEY (channel, external_id)
  ) STRICT, WITHOUT ROWID;
  CREATE TABLE inbox (
    position INTEGER PRIMARY KEY AUTOINCREMENT,
    id TEXT NOT NULL UNIQUE, channel TEXT NOT NULL, external_id TEXT NOT NULL, thread_key TEXT NOT NULL, member_key TEXT NOT NULL,
    reply_to TEXT NOT NULL, text TEXT NOT NULL, sent_at TEXT NOT NULL, arrived_at TEXT NOT NULL, trace_id TEXT NOT NULL, answer TEXT
  ) STRICT;
  CREATE INDEX inbox_by_thread ON inbox (channel, thread_key, position);
  CREATE INDEX inbox_by_member ON inbox (member_key);
  CREATE TABLE jobs (
    id TEXT PRIMARY KEY, position INTEGER NOT NULL UNIQUE REFERENCES inbox (position) ON DELETE CASCADE,
    state TEXT NOT NULL, attempt INTEGER NOT NULL, due_at TEXT NOT NULL, leased_by TEXT, leased_until_at TEXT, code TEXT
  ) STRICT, WITHOUT ROWID;
  CREATE INDEX jobs_by_state ON jobs (state, position);
  CREATE TABLE outbox (
    position INTEGER PRIMARY KEY AUTOINCREMENT,
    id TEXT NOT NULL UNIQUE, message_id TEXT NOT NULL REFERENCES inbox (id) ON DELETE CASCADE,
    channel TEXT NOT NULL, thread_key TEXT NOT NULL, reply_to TEXT NOT NULL, text TEXT NOT NULL,
    state TEXT NOT NULL, attempt INTEGER NOT NULL, due_at TEXT NOT NULL, leased_by TEXT, leased_until_at TEXT, code TEXT,
    external_ref TEXT
  ) STRICT;
  CREATE INDEX outbox_by_state ON outbox (channel, state, position);
  CREATE INDEX outbox_by_thread ON outbox (channel, thread_key, position);
  `,
];
