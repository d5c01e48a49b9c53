import { describe, expect, test } from "vitest";
import { healthLimits, type Observed, reasonsNotReady, warningsOf } from "../../src/flows/judge-health.ts";
import { watchStreaks } from "../../src/flows/spine-streaks.ts";

const megabyte = 1024 * 1024;
const well: Observed = {
  isStopping: false,
  store: "answers",
  clockAheadMs: 0,
  disk: { freeBytes: 50_000 * megabyte, totalBytes: 100_000 * megabyte },
  diskHoldsStore: true,
  sourceCount: 3,
  waiting: { jobMs: 0, replyMs: {} },
  streaks: { isNotStoring: false, failedMessages: 0, failedReplies: {} },
  isModelResting: false,
};
const streaks = well.streaks;

test("a service with nothing wrong is ready and warns of nothing, also while nothing was learned of clock and disk", () => {
  for (const seen of [well, { ...well, clockAheadMs: null, disk: null, waiting: null }]) {
    expect([reasonsNotReady(seen), warningsOf(seen)]).toEqual([[], []]);
  }
});

test.each<[string, Partial<Observed>]>([
  ["stopping", { isStopping: true }],
  ["store_no_answer", { store: "no_answer" }],
  ["store_cannot_write", { store: "cannot_write" }],
  ["messages_not_stored", { streaks: { ...streaks, isNotStoring: true } }],
  ["knowledge_not_served", { sourceCount: null }],
  ["answering_down", { streaks: { ...streaks, failedMessages: 3 } }],
  ["outbox_stuck", { waiting: { jobMs: 0, replyMs: { slack: healthLimits.replyWaitingMs + 1 } } }],
  ["outbox_stuck", { streaks: { ...streaks, failedReplies: { email: 3 } } }],
  ["disk_full", { disk: { freeBytes: 63 * megabyte, totalBytes: 100_000 * megabyte } }],
  ["disk_full", { disk: { freeBytes: 0.5 * megabyte, totalBytes: 20 * megabyte } }],
  ["clock_apart", { clockAheadMs: -15_001 }],
])("%s alone makes it not ready: %o", (code, wrong) => {
  expect(reasonsNotReady({ ...well, ...wrong })).toEqual([code]);
});

test.each<[string, Partial<Observed>]>([
  ["no_sources", { sourceCount: 0 }],
  ["jobs_waiting", { waiting: { jobMs: healthLimits.jobsWaitingMs + 1, replyMs: {} } }],
  ["delivery_failing", { streaks: { ...streaks, failedReplies: { email: 1 } } }],
  ["disk_filling", { disk: { freeBytes: 1000 * megabyte, totalBytes: 100_000 * megabyte } }],
  ["disk_filling", { diskHoldsStore: false, disk: { freeBytes: megabyte, totalBytes: 100_000 * megabyte } }],
  ["clock_drifting", { clockAheadMs: 5001 }],
  ["model_resting", { isModelResting: true }],
])("%s alone is a warning and no more: %o", (warning, wrong) => {
  const seen = { ...well, ...wrong };
  expect([reasonsNotReady(seen), warningsOf(seen)]).toEqual([[], [warning]]);
});

describe("failures in a row", () => {
  const watched = () => {
    let nowMs = 0;
    const { note, streaks: read } = watchStreaks(() => nowMs);
    const pass = (ms: number): void => {
      nowMs += ms;
    };
    return { note, read, pass };
  };

  test("one message that fails again and again counts once; an answer ends the row, a fault worded for the member does not", () => {
    const { note, read } = watched();
    for (const messageId of ["a", "a", "b"]) note({ code: "job_retried", traceId: null, messageId });
    expect(read().failedMessages).toBe(2);
    note({ code: "job_done", traceId: null, messageId: "c", outcome: "handed_over", reason: "fault" });
    expect(read().failedMessages).toBe(3);
    note({ code: "job_done", traceId: null, messageId: "d", outcome: "answered", reason: null });
    expect(read().failedMessages).toBe(0);
  });

  test("channels count apart, and a delivery ends a channel's row", () => {
    const { note, read } = watched();
    for (const replyId of ["a", "b"]) note({ code: "reply_unknown", traceId: null, channel: "email", replyId });
    note({ code: "reply_refused", traceId: null, channel: "slack", replyId: "c" });
    expect(read().failedReplies).toEqual({ email: 2, slack: 1 });
    note({ code: "reply_found", traceId: null, channel: "email", replyId: "a" });
    expect(read().failedReplies).toEqual({ slack: 1 });
  });

  test("are forgotten in time, so that a process to which nothing is sent becomes ready again", () => {
    const { note, read, pass } = watched();
    note({ code: "not_stored", traceId: null });
    for (const messageId of ["a", "b", "c"]) note({ code: "job_buried", traceId: null, messageId });
    expect(read()).toMatchObject({ isNotStoring: true, failedMessages: 3 });
    pass(10_001);
    expect(read()).toMatchObject({ isNotStoring: false, failedMessages: 3 });
    pass(300_000);
    expect(read()).toMatchObject({ failedMessages: 0 });
  });
});
