import { afterEach, beforeEach, expect, test, vi } from "vitest";
import type { StoredMessage } from "../../src/domain/message.ts";
import type { Routing } from "../../src/domain/route.ts";
import { type UnlessRestoredSinceDeps, unlessRestoredSince } from "../../src/flows/unless-restored-since.ts";
import { memorySpineStore } from "../support/memory-spine-store.ts";
import { answerWithCase, message, postOffice, reps, startProcess } from "../support/spine-process.ts";

const restoredAt = "2025-06-20T12:00:00.000Z";
const copiedAt = "2025-06-20T03:00:00.000Z";
const plainRoute: Routing = { route: "general", certainty: 1, why: "asks a rule", topic: "other", deadline: null } as Routing;

const depsWith = (over: Partial<UnlessRestoredSinceDeps> = {}): UnlessRestoredSinceDeps => ({
  restorations: { last: async () => ({ restoredAt, copiedAt }) },
  route: () => plainRoute,
  reps,
  newCaseId: () => "C-restored",
  now: () => new Date("2025-06-20T12:30:00.000Z"),
  ...over,
});

const sent = (sentAt: string): StoredMessage => ({
  ...message("one", "thread"),
  id: "M-1",
  traceId: "t",
  arrivedAt: "2025-06-20T12:30:00.000Z",
  sentAt,
});

test("a message of before the restore becomes a case that says why, and nothing is answered", async () => {
  const answer = vi.fn(answerWithCase);
  const handle = unlessRestoredSince(() => depsWith(), answer);
  const { reply, effects } = await handle(sent("2025-06-20T11:59:59.999Z"), []);
  expect(answer).not.toHaveBeenCalled();
  expect(reply).toBeNull();
  expect(effects.opened).toMatchObject({ id: "C-restored", reason: "restored", priority: "high", question: "one" });
  expect(effects.opened?.why).toContain(restoredAt);
  expect(effects.opened?.why).toContain(copiedAt);
});

test("a message of after the restore, and one in a store that never came from a copy, is answered", async () => {
  const handle = unlessRestoredSince(() => depsWith(), answerWithCase);
  expect((await handle(sent(restoredAt), [])).reply).not.toBeNull();
  const never = unlessRestoredSince(() => depsWith({ restorations: { last: async () => null } }), answerWithCase);
  expect((await never(sent("2020-01-01T00:00:00.000Z"), [])).reply).not.toBeNull();
});

test("danger comes first, and what cannot be routed may be danger", async () => {
  const crisis = { ...plainRoute, route: "crisis" } as Routing;
  const early = sent("2025-06-20T11:00:00.000Z");
  const inDanger = await unlessRestoredSince(() => depsWith({ route: () => crisis }), answerWithCase)(early, []);
  expect(inDanger.reply?.lead).toContain("answer to one");
  const broken = () => {
    throw new Error("no routes");
  };
  const unrouted = await unlessRestoredSince(() => depsWith({ route: broken }), answerWithCase)(early, []);
  expect(unrouted.effects.opened).toMatchObject({ reason: "restored", priority: "urgent", queue: reps.urgentQueue });
});

beforeEach(() => {
  vi.useFakeTimers({ now: new Date("2025-06-20T12:30:00.000Z") });
});
afterEach(() => {
  vi.useRealTimers();
});

test("over the spine: one case and no reply for the old message, one reply for the new one of its thread", async () => {
  const { store, tables } = memorySpineStore();
  const { channel, brought } = postOffice();
  const handleMessage = unlessRestoredSince(() => depsWith(), answerWithCase);
  const running = startProcess({ store, channel }, { handleMessage });
  await running.accept({ ...message("old", "thread"), sentAt: "2025-06-20T09:00:00.000Z" });
  await running.accept({ ...message("new", "thread"), sentAt: "2025-06-20T12:29:00.000Z" });
  await vi.advanceTimersByTimeAsync(10_000);
  expect(tables.jobs.map(({ state }) => state)).toEqual(["done", "done"]);
  expect(tables.cases.map(({ id }) => id)).toEqual(["C-restored", "C-new"]);
  expect(brought.map(({ replyTo }) => replyTo)).toEqual(["new"]);
  const stopping = running.stop();
  await vi.advanceTimersByTimeAsync(10_000);
  await stopping;
});
