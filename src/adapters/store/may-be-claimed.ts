import { type Expression, type ExpressionBuilder, type SqlBool, sql } from "kysely";
import { clockSlackMs } from "../../domain/lease-bounds.ts";
import type { At } from "../../ports/spine-store.ts";
import type { Schema } from "./schema.ts";

const later = (at: string, ms: number): string => new Date(Date.parse(at) + ms).toISOString();

/** One way in which a row may be claimed, as a condition. */
export type WayToClaim = (where: ExpressionBuilder<Schema, "jobs" | "outbox" | "inbox">) => Expression<SqlBool>;

/**
 * The ways in which a row may be claimed, in the order in which they are to be tried: `held` by a lease that has ended; waiting in one of the
 * `waiting` states and due; never tried, whatever its time. A time further ahead than any is set is one of a clock that was put back since, and
 * counts as past. Each way is one place in an index, so that none takes longer for what waits behind or has been done before; as one condition
 * they would be a walk through the whole table.
 */
export const waysToClaim = <Table extends "jobs" | "outbox">(
  table: Table,
  waiting: Schema[Table]["state"][],
  held: Schema[Table]["state"],
  longest: { leaseMs: number; longestPauseMs: number },
  { nowAt, clockStepped }: At,
): WayToClaim[] => {
  // Both tables have these columns; the compiler is told of one.
  const state = `${table}.state` as "jobs.state";
  const column = (name: "due_at" | "leased_until_at") => `${table}.${name}` as "jobs.due_at";
  const isIn = (where: Parameters<WayToClaim>[0], states: Schema[Table]["state"][]) =>
    where(state, "in", states as Schema["jobs"]["state"][]);
  const ended: WayToClaim = (where) =>
    where.and([
      isIn(where, [held]),
      where.or([
        where(column("leased_until_at"), "<=", nowAt),
        where(column("leased_until_at"), ">", later(nowAt, longest.leaseMs + clockSlackMs)),
      ]),
    ]);
  const due = waiting.map(
    (one): WayToClaim =>
      (where) =>
        where.and([isIn(where, [one]), where(column("due_at"), "<=", nowAt)]),
  );
  // Written out, not bound: only then is the index of what was never tried used.
  const untried: WayToClaim = (where) =>
    where.and([isIn(where, waiting), where(`${table}.attempt` as "jobs.attempt", "=", sql.lit(0))]);
  const dueTooLate: WayToClaim = (where) =>
    where.and([isIn(where, waiting), where(column("due_at"), ">", later(nowAt, longest.longestPauseMs + clockSlackMs))]);
  return [...(clockStepped === true ? [] : [ended]), ...due, untried, dueTooLate];
};

/** The first row that any of the ways finds, or none. */
export const firstClaimed = async <Row>(
  ways: WayToClaim[],
  find: (way: WayToClaim) => Promise<Row | undefined>,
): Promise<Row | undefined> => {
  for (const way of ways) {
    const row = await find(way);
    if (row !== undefined) return row;
  }
  return undefined;
};
