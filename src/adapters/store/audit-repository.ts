import { canonicalJson } from "../../domain/canonical-json.ts";
import type { AuditEntry, AuditStore } from "../../ports/audit-store.ts";
import { auditDigest } from "./audit-digest.ts";
import { checkAudit, prunedAction } from "./check-audit.ts";
import type { Schema } from "./schema.ts";
import { storableRow } from "./storable-row.ts";
import { inTransaction, locksRows, type Tables } from "./tables.ts";

type AuditRow = Schema["audit"];

/** The end of the chain, locked where rows can be, so that of several that append each sees what the last one left. */
const lockEnd = (inside: Tables) =>
  inside
    .selectFrom("audit_end")
    .select(["position", "digest"])
    .$if(locksRows(inside), (query) => query.forUpdate())
    .executeTakeFirstOrThrow();

const appendTo = async (inside: Tables, { actor, action, subject, codes }: AuditEntry, happenedAt: string): Promise<void> => {
  const end = await lockEnd(inside);
  const entry = { actor, action, subject_kind: subject.kind, subject_id: subject.id, codes: canonicalJson(codes) };
  const place = { position: end.position + 1, happened_at: happenedAt, previous_digest: end.digest };
  const row = storableRow({ ...entry, ...place, digest: "" });
  row.digest = auditDigest(row);
  await inside.insertInto("audit").values(row).execute();
  await inside.updateTable("audit_end").set({ position: row.position, digest: row.digest }).execute();
};

const entryOf = (row: AuditRow): AuditEntry & { happenedAt: string } => ({
  actor: row.actor,
  action: row.action,
  subject: { kind: row.subject_kind as AuditEntry["subject"]["kind"], id: row.subject_id },
  codes: JSON.parse(row.codes) as AuditEntry["codes"],
  happenedAt: row.happened_at,
});

/** The record of what was done, over a migrated database. */
export const auditRepository = (tables: Tables): AuditStore => ({
  append: (entry, { nowAt }) => inTransaction(tables, (inside) => appendTo(inside, entry, nowAt)),
  about: async ({ kind, id }) => {
    const rows = await tables
      .selectFrom("audit")
      .selectAll()
      .where("subject_kind", "=", kind)
      .where("subject_id", "=", id)
      .orderBy("position")
      .execute();
    return rows.map(entryOf);
  },
  check: () => checkAudit(tables),
  prune: (before, limit, { nowAt }) =>
    inTransaction(tables, async (inside) => {
      await lockEnd(inside);
      const oldest = await inside
        .selectFrom("audit")
        .select(["position", "digest", "happened_at"])
        .orderBy("position")
        .limit(limit)
        .execute();
      // A clock that was put back may leave an old entry behind a new one: only what comes before the first new one goes.
      const kept = oldest.findIndex(({ happened_at: happenedAt }) => happenedAt >= before);
      const last = (kept === -1 ? oldest : oldest.slice(0, kept)).at(-1);
      if (last === undefined) return 0;
      const removed = await inside.deleteFrom("audit").where("position", "<=", last.position).executeTakeFirst();
      const codes = { throughPosition: last.position, throughDigest: last.digest };
      const entry: AuditEntry = { actor: "noticeboard", action: prunedAction, subject: { kind: "store", id: "audit" }, codes };
      await appendTo(inside, entry, nowAt);
      return Number(removed.numDeletedRows);
    }),
});
