import type { Migration } from "./migration.ts";

const columnsOfWords: Record<string, string[]> = {
  inbox: ["external_id", "reply_to", "text", "answer", "decision"],
  outbox: ["reply_to", "text", "content", "external_ref"],
  cases: ["question", "scenario", "why", "due_words", "reply_to"],
  case_events: ["detail"],
  answers: ["questions", "text"],
  claims: ["text"],
  seen_messages: ["external_id"],
};

/**
 * Whose everything is, so that it can be shown to a person and erased; replies in pieces; what reps do to cases, in an order that nobody
 * can change (`case_events.version`); what was done in codes alone (`audit`, a hash chain); the settings of the knowledge folder, for
 * replicas; and what a store brought back from a copy must remember.
 */
export const peopleAndActions: Migration = [
  `
  CREATE TABLE members (key TEXT PRIMARY KEY, channel TEXT NOT NULL, first_seen_at TEXT NOT NULL) STRICT, WITHOUT ROWID;
  INSERT INTO members (key, channel, first_seen_at) SELECT member_key, min(channel), min(arrived_at) FROM inbox GROUP BY member_key;
  ALTER TABLE cases ADD COLUMN message_id TEXT;
  ALTER TABLE cases ADD COLUMN channel TEXT;
  ALTER TABLE cases ADD COLUMN thread_key TEXT;
  ALTER TABLE cases ADD COLUMN member_key TEXT;
  ALTER TABLE cases ADD COLUMN reply_to TEXT;
  ALTER TABLE cases ADD COLUMN assignee TEXT;
  ALTER TABLE cases ADD COLUMN snoozed_until_at TEXT;
  ALTER TABLE cases ADD COLUMN resolved_at TEXT;
  ALTER TABLE cases ADD COLUMN version INTEGER NOT NULL DEFAULT 1;
  CREATE INDEX cases_by_member ON cases (member_key);
  CREATE INDEX cases_by_thread ON cases (channel, thread_key);
  CREATE INDEX cases_by_state ON cases (state, opened_at);
  CREATE INDEX cases_by_need ON cases (state, (CASE priority WHEN 'urgent' THEN 0 WHEN 'high' THEN 1 ELSE 2 END), opened_at, id);
  CREATE INDEX cases_by_queue
    ON cases (queue, state, (CASE priority WHEN 'urgent' THEN 0 WHEN 'high' THEN 1 ELSE 2 END), opened_at, id);
  CREATE INDEX cases_by_assignee
    ON cases (assignee, state, (CASE priority WHEN 'urgent' THEN 0 WHEN 'high' THEN 1 ELSE 2 END), opened_at, id);
  CREATE INDEX cases_by_end_of_snooze ON cases (snoozed_until_at) WHERE snoozed_until_at IS NOT NULL;
  ALTER TABLE case_events ADD COLUMN version INTEGER NOT NULL DEFAULT 1;
  ALTER TABLE case_events ADD COLUMN actor TEXT NOT NULL DEFAULT 'noticeboard';
  ALTER TABLE case_events ADD COLUMN action_id TEXT;
  CREATE UNIQUE INDEX case_events_by_version ON case_events (case_id, version);
  CREATE UNIQUE INDEX case_events_by_action ON case_events (case_id, action_id);
  CREATE TABLE answer_owners (
    answer_id TEXT PRIMARY KEY REFERENCES answers (id) ON DELETE CASCADE, message_id TEXT NOT NULL, member_key TEXT NOT NULL
  ) STRICT, WITHOUT ROWID;
  CREATE INDEX answer_owners_by_member ON answer_owners (member_key);
  CREATE INDEX answer_owners_by_message ON answer_owners (message_id);
  ALTER TABLE outbox ADD COLUMN content TEXT NOT NULL DEFAULT '';
  ALTER TABLE inbox ADD COLUMN decision TEXT;
  CREATE INDEX outbox_by_message ON outbox (message_id);
  DROP INDEX jobs_by_state;
  CREATE INDEX jobs_by_state ON jobs (state, due_at, position);
  CREATE INDEX jobs_untried ON jobs (state, due_at, position) WHERE attempt = 0;
  DROP INDEX outbox_by_state;
  CREATE INDEX outbox_by_state ON outbox (channel, state, due_at, position);
  CREATE INDEX outbox_untried ON outbox (channel, state, due_at, position) WHERE attempt = 0;
  CREATE TABLE audit (
    position INTEGER PRIMARY KEY,
    happened_at TEXT NOT NULL, actor TEXT NOT NULL, action TEXT NOT NULL, subject_kind TEXT NOT NULL, subject_id TEXT NOT NULL,
    codes TEXT NOT NULL, previous_digest TEXT NOT NULL, digest TEXT NOT NULL UNIQUE
  ) STRICT;
  CREATE TABLE audit_end (only_row INTEGER PRIMARY KEY CHECK (only_row = 1), position INTEGER NOT NULL, digest TEXT NOT NULL) STRICT;
  INSERT INTO audit_end (only_row, position, digest) VALUES (1, 0, '');
  CREATE INDEX audit_by_subject ON audit (subject_kind, subject_id, position);
  ALTER TABLE knowledge_state ADD COLUMN folder_settings TEXT;
  ALTER TABLE knowledge_state ADD COLUMN embedded_revision TEXT;
  CREATE TABLE restorations (restored_at TEXT PRIMARY KEY, copied_at TEXT NOT NULL) STRICT, WITHOUT ROWID;
  CREATE TABLE erasures (member_digest TEXT PRIMARY KEY, erased_at TEXT NOT NULL) STRICT, WITHOUT ROWID;
  CREATE TABLE service_state (
    only_row INTEGER PRIMARY KEY CHECK (only_row = 1), answering TEXT NOT NULL, answering_changed_at TEXT, probed_at TEXT
  ) STRICT;
  INSERT INTO service_state (only_row, answering) VALUES (1, 'on');
  CREATE TABLE chores (name TEXT PRIMARY KEY, due_at TEXT NOT NULL) STRICT, WITHOUT ROWID;
  `,
  // An event goes with its whole case, as erasing a member needs, and in no other way: by then the case is gone.
  {
    sqlite: `
      CREATE TRIGGER case_events_stay BEFORE DELETE ON case_events WHEN EXISTS (SELECT 1 FROM cases WHERE id = OLD.case_id)
        BEGIN SELECT RAISE(ABORT, 'case events are append-only'); END;
    `,
    postgres: `
      CREATE FUNCTION case_events_stay() RETURNS trigger LANGUAGE plpgsql
        AS $$ BEGIN
          IF EXISTS (SELECT 1 FROM cases WHERE id = OLD.case_id) THEN RAISE EXCEPTION 'case events are append-only'; END IF;
          RETURN OLD;
        END $$;
      CREATE TRIGGER case_events_stay BEFORE DELETE ON case_events
        FOR EACH ROW EXECUTE FUNCTION case_events_stay();
    `,
  },
  {
    sqlite: "",
    // The planner would keep samples of members' words in a catalogue of its own, where no erasure reaches them.
    postgres: Object.entries(columnsOfWords)
      .flatMap(([table, columns]) => columns.map((column) => `ALTER TABLE ${table} ALTER COLUMN ${column} SET STATISTICS 0;`))
      .join("\n"),
  },
];
