import { canonicalJson } from "../../domain/canonical-json.ts";
import type { AuditCheck } from "../../ports/audit-store.ts";
import { auditDigest } from "./audit-digest.ts";
import type { Schema } from "./schema.ts";
import { inOneReading, type Tables } from "./tables.ts";

type AuditRow = Schema["audit"];

const rowsAtOnce = 1000;

/** The action of the entry that says from where the chain goes on after its oldest entries were removed. */
export const prunedAction = "audit_pruned";

const startOf = (row: AuditRow): string =>
  canonicalJson({ throughPosition: row.position - 1, throughDigest: row.previous_digest });

/** Walks the chain from its first entry to its end, in one reading of the store. */
export const checkAudit = (tables: Tables): Promise<AuditCheck> =>
  inOneReading(tables, async (inside) => {
    const end = await inside.selectFrom("audit_end").select(["position", "digest"]).executeTakeFirst();
    let [entries, head, position] = [0, "", 0];
    let brokenAt: number | null = null;
    // Entries may be gone from the start only if a later one of the same chain says so.
    let start: { position: number; says: string; isSaid: boolean } | null = null;
    for (;;) {
      const rows: AuditRow[] = await inside
        .selectFrom("audit")
        .selectAll()
        .where("position", ">", position)
        .orderBy("position")
        .limit(rowsAtOnce)
        .execute();
      if (rows.length === 0) break;
      for (const row of rows) {
        start ??= { position: row.position, says: startOf(row), isSaid: row.position === 1 && row.previous_digest === "" };
        const isFirst = entries === 0;
        const follows = isFirst || (row.position === position + 1 && row.previous_digest === head);
        if (brokenAt === null && !(follows && auditDigest(row) === row.digest)) brokenAt = follows ? row.position : position + 1;
        if (row.action === prunedAction && row.codes === start.says) start.isSaid = true;
        entries += 1;
        [head, position] = [row.digest, row.position];
      }
    }
    if (start !== null && !start.isSaid) brokenAt = Math.max(1, start.position - 1);
    if (brokenAt === null && (end?.position !== position || end.digest !== head)) brokenAt = position + 1;
    return { entries, head, brokenAt };
  });
