import { randomBytes } from "node:crypto";
import type { ConsoleAnswer } from "./console-deps.ts";

/** One question with its answer. `number` counts from 1 within the thread and never changes. */
export type ThreadTurn = { number: number; question: string; answer: ConsoleAnswer };

/** A conversation of the try-it page, oldest turn first. */
export type Thread = { id: string; turns: ThreadTurn[] };

/** Keeps the threads of the try-it page in memory, bounded in number, length and age. */
export type ThreadBook = {
  /** The thread, or null when it was never opened, has expired or was pushed out. */
  find(id: string): Thread | null;
  /** The thread used last, or null when none is kept. */
  latest(): Thread | null;
  open(): Thread;
  /** Adds a turn, also to a thread that expired while its answer was being made. */
  append(thread: Thread, question: string, answer: ConsoleAnswer): ThreadTurn;
};

/** Bounds of a thread book: counts, and milliseconds since a thread's last turn. */
export type ThreadBookLimits = { maxThreads: number; maxTurns: number; lifetimeMs: number };

const defaultLimits: ThreadBookLimits = { maxThreads: 50, maxTurns: 30, lifetimeMs: 12 * 60 * 60 * 1000 };

/** A thread book over a clock in milliseconds. The thread that was used longest ago gives way first. */
export const createThreadBook = (nowMs: () => number, limits: ThreadBookLimits = defaultLimits): ThreadBook => {
  // A Map keeps insertion order, so re-inserting on use makes its first key the one used longest ago.
  const kept = new Map<string, { thread: Thread; usedAtMs: number }>();
  const keep = (thread: Thread): void => {
    kept.delete(thread.id);
    kept.set(thread.id, { thread, usedAtMs: nowMs() });
    for (const id of kept.keys()) {
      if (kept.size <= limits.maxThreads) break;
      kept.delete(id);
    }
  };
  const find = (id: string): Thread | null => {
    const entry = kept.get(id);
    if (entry === undefined) return null;
    if (nowMs() - entry.usedAtMs <= limits.lifetimeMs) return entry.thread;
    kept.delete(id);
    return null;
  };
  return {
    find,
    latest: () => find([...kept.keys()].at(-1) ?? ""),
    open: () => {
      const thread: Thread = { id: randomBytes(16).toString("base64url"), turns: [] };
      keep(thread);
      return thread;
    },
    append: (thread, question, answer) => {
      const turn: ThreadTurn = { number: (thread.turns.at(-1)?.number ?? 0) + 1, question, answer };
      thread.turns = [...thread.turns, turn].slice(-limits.maxTurns);
      keep(thread);
      return turn;
    },
  };
};
