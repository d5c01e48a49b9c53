import { type ExpiringKind, expiringKinds } from "../domain/expiring.ts";
import type { AuditStore } from "../ports/audit-store.ts";
import type { RowCounts } from "../ports/privacy-store.ts";
import type { RetentionStore } from "../ports/retention-store.ts";

/** Days for which each kind is kept; null for ever. */
export type KeptDays = {
  messagesDays: number | null;
  casesDays: number | null;
  answersDays: number | null;
  auditDays: number | null;
};

/** What a sweep needs. `pause` lets others write between two batches; `isStopping` ends it early, which loses nothing. */
export type SweepExpiredDeps = {
  retention: Pick<RetentionStore, "removeExpired">;
  audit: Pick<AuditStore, "append" | "prune">;
  days: KeptDays;
  now: () => Date;
  pause: () => Promise<unknown>;
  isStopping: () => boolean;
};

/** Small enough that no message waits for a batch to end. */
const batch = 200;

/** For so long the spine promises to know a repeat. */
const repeatDays = 30;

const dayMs = 86_400_000;

const daysOf = (kind: ExpiringKind, days: KeptDays): number | null =>
  ({
    messages: days.messagesDays,
    cases: days.casesDays,
    answers: days.answersDays,
    seen_messages: repeatDays,
    members: days.messagesDays,
  })[kind];

/**
 * Removes everything whose time is over, in small batches, and records how much, by table, when it was anything at all. Gives the same.
 * Throws what the store throws; what was removed until then stays removed.
 */
export const sweepExpired = async (deps: SweepExpiredDeps): Promise<RowCounts> => {
  const startedAt = deps.now();
  const at = { nowAt: startedAt.toISOString() };
  const total: RowCounts = {};
  const before = (days: number): string => new Date(startedAt.getTime() - days * dayMs).toISOString();
  const removeAll = async (days: number | null, remove: (before: string) => Promise<RowCounts>): Promise<void> => {
    if (days === null) return;
    while (!deps.isStopping()) {
      const removed = Object.entries(await remove(before(days)));
      if (removed.length === 0) return;
      for (const [table, rows] of removed) total[table] = (total[table] ?? 0) + rows;
      await deps.pause();
    }
  };
  for (const kind of expiringKinds)
    await removeAll(daysOf(kind, deps.days), (until) => deps.retention.removeExpired(kind, until, batch));
  await removeAll(deps.days.auditDays, async (until) => {
    const audit = await deps.audit.prune(until, batch, at);
    return audit === 0 ? {} : { audit };
  });
  if (Object.keys(total).length > 0) {
    const subject = { kind: "store" as const, id: "retention" };
    await deps.audit.append({ actor: "noticeboard", action: "retention_swept", subject, codes: total }, at);
  }
  return total;
};
