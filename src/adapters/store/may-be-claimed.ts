import type { ExpressionBuilder } from "kysely";
import { clockSlackMs } from "../../domain/lease-bounds.ts";
import type { At } from "../../ports/spine-store.ts";
import type { Schema } from "./schema.ts";

const later = (at: string, ms: number): string => new Date(Date.parse(at) + ms).toISOString();

/**
 * Which rows may be claimed: those that wait (`waiting`) and are due, and those that are `held` by a lease that has ended. A time further
 * ahead than any is set is one of a clock that was put back since, and counts as past.
 */
export const mayBeClaimed =
  <Table extends "jobs" | "outbox">(
    table: Table,
    waiting: Schema[Table]["state"][],
    held: Schema[Table]["state"],
    longest: { leaseMs: number; longestPauseMs: number },
    { nowAt, clockStepped }: At,
  ) =>
  (where: ExpressionBuilder<Schema, "jobs" | "outbox" | "inbox">) => {
    // Both tables have these columns; the compiler is told of one.
    const state = `${table}.state` as "jobs.state";
    const passed = (column: "due_at" | "leased_until_at", longestMs: number) => [
      where(`${table}.${column}` as "jobs.due_at", "<=", nowAt),
      where(`${table}.${column}` as "jobs.due_at", ">", later(nowAt, longestMs + clockSlackMs)),
    ];
    const untried = where(`${table}.attempt` as "jobs.attempt", "=", 0);
    const due = where.or([untried, ...passed("due_at", longest.longestPauseMs)]);
    const mayBeWorked = where.and([where(state, "in", waiting as Schema["jobs"]["state"][]), due]);
    if (clockStepped === true) return mayBeWorked;
    const ended = where.or(passed("leased_until_at", longest.leaseMs));
    return where.or([mayBeWorked, where.and([where(state, "=", held as Schema["jobs"]["state"]), ended])]);
  };
