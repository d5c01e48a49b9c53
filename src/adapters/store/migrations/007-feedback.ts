import type { Migration } from "./migration.ts";

/** What members said of replies by pressing a button. It goes with the message that was replied to, and with whoever said it. */
export const feedback: Migration = [
  `
  CREATE TABLE feedback (
    id TEXT PRIMARY KEY, message_id TEXT NOT NULL REFERENCES inbox (id) ON DELETE CASCADE, member_key TEXT NOT NULL,
    kind TEXT NOT NULL, problem TEXT, words TEXT, answer_id TEXT, case_id TEXT, given_at TEXT NOT NULL
  ) STRICT, WITHOUT ROWID;
  CREATE INDEX feedback_by_message ON feedback (message_id);
  CREATE INDEX feedback_by_member ON feedback (member_key);
  `,
  {
    sqlite: "",
    // As in migration 005: the planner keeps no samples of anybody's words.
    postgres: "ALTER TABLE feedback ALTER COLUMN words SET STATISTICS 0;",
  },
];
