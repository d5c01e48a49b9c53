import { afterAll, describe, expect, test } from "vitest";
import type { CaseEvent, CaseEventBody } from "../../src/domain/case-event.ts";
import type { CaseRecord } from "../../src/domain/case-record.ts";
import { handleRepAction } from "../../src/flows/handle-rep-action.ts";
import { wakeDueCases } from "../../src/flows/wake-cases.ts";
import { origin } from "../support/case-actors.ts";
import { newCase } from "../support/new-case.ts";
import { postgresEngine, postgresMissing, type StoreEngine, sqliteEngine } from "../support/store-engines.ts";
import { openAt } from "../support/store-place.ts";

/** Mulberry32 (Tommy Ettinger, public domain): the same seed always gives the same sequence. */
const randomFrom = (seed: number) => {
  let state = seed;
  return (below: number): number => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) % below;
  };
};

const reps = [
  { id: "ada", role: "rep", signedAs: "Ada" },
  { id: "bob", role: "rep", signedAs: "Bob" },
  { id: "lea", role: "lead", signedAs: "Lea" },
] as const;

type Seen = Pick<CaseRecord, "state" | "assignee" | "snoozedUntilAt" | "resolvedAt">;

/** What an event needs to have been legal, said once more and in other words than the table's. */
const wasLegal = ({ kind, actor }: CaseEvent, { state, assignee }: Seen): boolean => {
  const worked = state !== "resolved";
  const ownOrLead = assignee === actor || actor === "lea";
  const rules: Record<CaseEventBody["kind"], boolean> = {
    opened: false,
    claimed: worked && assignee === null,
    assigned: worked && (assignee === null || ownOrLead),
    unassigned: worked && assignee !== null && ownOrLead,
    replied: worked && (assignee === null || assignee === actor),
    noted: true,
    snoozed: worked && assignee !== null && ownOrLead,
    woken: state === "snoozed" && actor === "noticeboard",
    reopened: state !== "open",
    resolved: worked && (assignee === null || ownOrLead),
    member_wrote: actor === "noticeboard",
    reply_failed: actor === "noticeboard",
  };
  return rules[kind];
};

/** How a case stands after one more event, told from the event alone. */
const afterEvent = (before: Seen, event: CaseEvent): Seen => {
  const open: Seen = { state: "open", assignee: before.assignee, snoozedUntilAt: null, resolvedAt: null };
  switch (event.kind) {
    case "noted":
      return before;
    case "claimed":
      return { ...open, assignee: event.actor };
    case "assigned":
      return { ...open, state: before.state === "pending" ? "pending" : "open", assignee: event.detail.to };
    case "unassigned":
      return { ...open, assignee: null };
    case "replied":
      return { ...open, state: "pending", assignee: event.actor };
    case "snoozed":
      return { ...open, state: "snoozed", snoozedUntilAt: event.detail.untilAt };
    case "resolved":
      return { ...open, state: "resolved", resolvedAt: event.happenedAt };
    default:
      return open;
  }
};

const check = (record: CaseRecord, events: CaseEvent[]): void => {
  expect(events.map(({ version }) => version)).toEqual(events.map((_, index) => index + 1));
  expect(record.version).toBe(events.length);
  let told: Seen = { state: "open", assignee: null, snoozedUntilAt: null, resolvedAt: null };
  for (const event of events.slice(1)) {
    expect(wasLegal(event, told), `${event.kind} by ${event.actor} when ${JSON.stringify(told)}`).toBe(true);
    told = afterEvent(told, event);
  }
  expect(record).toMatchObject(told);
  if (record.state === "pending" || record.state === "snoozed") expect(record.assignee).not.toBeNull();
};

const sequences = (engine: StoreEngine, runs: number): void => {
  test(`whatever is done to a case on ${engine.name}, row and history agree and nothing illegal is kept`, async () => {
    const store = await openAt(engine.newPlace());
    const { messageId: messageIdOfCase, ...conversation } = origin;
    const message = { ...conversation, externalId: "e1", text: "Hello?", sentAt: "2025-06-20T10:00:00.000Z" };
    await store.spine.accept(message, { id: messageIdOfCase, jobId: "J-1", traceId: "t" }, { nowAt: message.sentAt });
    const outcomes = new Map<string, number>();
    const kinds = new Set<string>();
    let [replies, audited, actions] = [0, 0, 0];
    for (let seed = 1; seed <= runs; seed += 1) {
      const random = randomFrom(seed);
      const pick = <T>(from: readonly T[]): T => from[random(from.length)]!;
      const { id } = newCase();
      await store.cases.open(newCase({ id, dueOn: null, openedAt: "2025-06-20T10:00:00.000Z" }), origin);
      let nowMs = Date.parse("2025-06-20T10:00:00.000Z");
      for (let step = 0; step < 40; step += 1) {
        nowMs += random(36) * 3_600_000;
        const nowAt = new Date(nowMs).toISOString();
        const { version } = (await store.cases.read(id))!.record;
        const news = {
          member_wrote: { messageId: `M-${step}`, words: "And?" },
          reply_failed: { replyId: "r", code: "gone", mayBeOut: false },
        };
        const byItself = random(10);
        if (byItself === 0) {
          await store.cases.tell({ caseId: id, event: { kind: "member_wrote", detail: news.member_wrote } }, { nowAt });
        } else if (byItself === 1) {
          await store.cases.tell({ caseId: id, event: { kind: "reply_failed", detail: news.reply_failed } }, { nowAt });
        } else if (byItself <= 3) {
          await wakeDueCases({ cases: store.cases, now: () => new Date(nowMs) });
        } else {
          const action = pick([
            { kind: "claim" },
            { kind: "assign", to: pick(reps).id },
            { kind: "unassign" },
            { kind: "reply", words: `Reply ${step}.` },
            { kind: "note", words: `Note ${step}.` },
            { kind: "snooze", untilAt: new Date(nowMs + (random(80) - 8) * 3_600_000).toISOString() },
            { kind: "reopen" },
            { kind: "resolve" },
          ]);
          actions += 1;
          const seenVersion = random(7) === 0 ? Math.max(1, version - 1) : version;
          const submitted = { caseId: id, seenVersion, actionId: `action-${actions}`, actor: pick(reps), action };
          const outcome = await handleRepAction({ store, now: () => new Date(nowMs) }, submitted);
          const code = outcome.kind === "illegal" ? outcome.code : outcome.kind;
          outcomes.set(code, (outcomes.get(code) ?? 0) + 1);
          if (outcome.kind === "done") audited += 1;
          if (outcome.kind === "done" && action.kind === "reply") replies += 1;
          if (outcome.kind !== "done") expect((await store.cases.read(id))?.record.version).toBe(version);
        }
        const { record, events } = (await store.cases.read(id))!;
        check(record, events);
      }
      for (const { kind } of (await store.cases.read(id))!.events) kinds.add(kind);
      expect(await store.audit.about({ kind: "case", id })).toHaveLength(audited);
      audited = 0;
    }
    expect((await store.spine.counts({ nowAt: "2025-06-20T10:00:00.000Z" })).replies).toEqual({ ready: replies });
    // A sequence that never comes to a kind, or to a refusal, would prove nothing about it.
    expect(kinds.size).toBe(12);
    for (const code of ["done", "stale", "is_resolved", "already_open", "already_yours", "claimed_by_other", "nobody_has_it"])
      expect(outcomes.get(code), code).toBeGreaterThan(0);
    await store.close();
  }, 120_000);
};

const sqlite = sqliteEngine();
afterAll(() => sqlite.dropAll());
sequences(sqlite, 25);

describe.skipIf(postgresMissing !== null)(`with PostgreSQL${postgresMissing === null ? "" : ` (${postgresMissing})`}`, () => {
  const postgres = postgresEngine();
  afterAll(() => postgres.dropAll());
  sequences(postgres, 12);
});
