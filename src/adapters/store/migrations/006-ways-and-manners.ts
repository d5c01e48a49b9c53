import type { Migration } from "./migration.ts";

/**
 * Where Noticeboard keeps silent (`silences`); which message is a new form of which (`inbox.form_of`, the first form's id); and when a member
 * was told what talks to them (`members.told_at`).
 */
export const waysAndManners: Migration = [
  `
  CREATE TABLE silences (
    channel TEXT NOT NULL, thread_key TEXT NOT NULL, why TEXT NOT NULL, since_at TEXT NOT NULL, PRIMARY KEY (channel, thread_key)
  ) STRICT, WITHOUT ROWID;
  ALTER TABLE inbox ADD COLUMN form_of TEXT;
  CREATE INDEX inbox_by_form ON inbox (form_of) WHERE form_of IS NOT NULL;
  ALTER TABLE members ADD COLUMN told_at TEXT;
  `,
];
