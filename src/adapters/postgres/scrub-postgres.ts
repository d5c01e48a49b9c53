import { setTimeout as pause } from "node:timers/promises";
import { sql } from "kysely";
import type { ScrubResult } from "../store/store.ts";
import type { Tables } from "../store/tables.ts";

/** Tables from which an erasure or the end of a retention takes words or ids of a person. */
export const personalTables: readonly string[] = [
  "answer_owners",
  "answer_passages",
  "answers",
  "case_events",
  "cases",
  "cited_passages",
  "claims",
  "feedback",
  "inbox",
  "jobs",
  "members",
  "outbox",
  "quotations",
  "seen_messages",
  "silences",
];

const pauseMs = 200;
/** Whoever waits for a member's message must not wait longer behind a table that waits for its turn. */
const lockTimeoutMs = 3000;
const lockNotAvailable = "55P03";

/** Whether somebody in this database still reads from before `moment`: dead rows that they may see are kept, and copied by `VACUUM FULL`. */
const isReadFromBefore = async (tables: Tables, moment: string): Promise<boolean> => {
  const { rows } = await sql<{ readers: number }>`
    SELECT count(*) AS readers FROM (
      SELECT backend_xmin AS horizon FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()
      UNION ALL SELECT xmin FROM pg_replication_slots
      UNION ALL SELECT transaction FROM pg_prepared_xacts WHERE database = current_database()
    ) AS readings WHERE horizon IS NOT NULL AND age(horizon) > age(${moment}::text::xid)`.execute(tables);
  return Number(rows[0]?.readers) > 0;
};

const rewrite = async (tables: Tables, table: string, late: () => boolean): Promise<boolean> => {
  for (;;) {
    try {
      await sql`VACUUM (FULL, ANALYZE) ${sql.table(table)}`.execute(tables);
      return true;
    } catch (fault) {
      if ((fault as { code?: unknown }).code !== lockNotAvailable) throw fault;
      if (late()) return false;
      await pause(pauseMs);
    }
  }
};

/**
 * Takes what was removed out of the tables' files: plain `VACUUM` only marks the place as free, so each table is written anew
 * (`VACUUM FULL`), which keeps everybody from it for that long. Rows that somebody may still read would be copied along, so those who began
 * before are waited for, `waitMs` at most. `tables` has one connection, which may take its time. The server's own log and backups are out of reach.
 */
export const scrubPostgres = async (tables: Tables, waitMs: number): Promise<ScrubResult> => {
  const startedAt = performance.now();
  const late = (): boolean => performance.now() - startedAt > waitMs;
  const { rows } = await sql<{ moment: string }>`SELECT pg_current_xact_id()::xid::text AS moment`.execute(tables);
  const moment = rows[0]!.moment;
  while (await isReadFromBefore(tables, moment)) {
    if (late())
      return { isClean: false, says: "removed rows are still in the tables' files: a transaction has been open for too long" };
    await pause(pauseMs);
  }
  await sql`SELECT set_config('lock_timeout', ${String(lockTimeoutMs)}, false), set_config('statement_timeout', '0', false)`.execute(
    tables,
  );
  const left: string[] = [];
  for (const table of personalTables) if (!(await rewrite(tables, table, late))) left.push(table);
  return left.length === 0
    ? { isClean: true, says: "the tables were written anew; the server's own log and backups keep what they have for their time" }
    : { isClean: false, says: `removed rows are still in the files of ${left.join(", ")}: others did not let go of them` };
};
