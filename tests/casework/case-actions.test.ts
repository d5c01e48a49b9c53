import { describe, expect, test } from "vitest";
import { decideAction } from "../../src/casework/case-actions.ts";
import type { CaseState } from "../../src/domain/case.ts";
import type { CaseAction, CaseActor } from "../../src/domain/case-action.ts";
import type { CaseRecord } from "../../src/domain/case-record.ts";
import { caseRecord, noticeboard, rep } from "../support/case-actors.ts";

const nowAt = "2025-06-20T12:00:00.000Z";
const laterAt = "2025-06-25T12:00:00.000Z";
const ada = rep("ada");

/** A case in a state as it can be met: `of` has it, which a pending or sleeping one always is. */
const inState = (state: CaseState, of: string | null): CaseRecord =>
  caseRecord({
    state,
    assignee: of,
    snoozedUntilAt: state === "snoozed" ? nowAt : null,
    resolvedAt: state === "resolved" ? nowAt : null,
  });

const actions: Record<CaseAction["kind"], CaseAction> = {
  claim: { kind: "claim" },
  assign: { kind: "assign", to: "cy" },
  unassign: { kind: "unassign" },
  reply: { kind: "reply", words: "Hello.", replyId: "r" },
  note: { kind: "note", words: "Called." },
  snooze: { kind: "snooze", untilAt: laterAt },
  reopen: { kind: "reopen" },
  resolve: { kind: "resolve" },
  wake: { kind: "wake" },
  member_wrote: { kind: "member_wrote", detail: { messageId: "M-2", words: "More." } },
  reply_failed: { kind: "reply_failed", detail: { replyId: "r", code: "gone", mayBeOut: false } },
};

/** The state and assignee after, or the code. */
const comesTo = (record: CaseRecord, action: CaseAction, actor: CaseActor): string => {
  const decided = decideAction(record, action, actor, nowAt);
  if (decided.kind === "illegal") return decided.code;
  const { state, assignee } = { ...record, ...decided.change.becomes };
  return `${state} ${assignee ?? "-"}`;
};

describe("what a rep may do", () => {
  // Columns: open and nobody's, open and own, open and another's, own pending, own snoozed, own resolved.
  const columns = [
    inState("open", null),
    inState("open", "ada"),
    inState("open", "bob"),
    inState("pending", "ada"),
    inState("snoozed", "ada"),
    inState("resolved", "ada"),
  ];
  test.each<[CaseAction["kind"], string[]]>([
    ["claim", ["open ada", "already_yours", "claimed_by_other", "already_yours", "already_yours", "is_resolved"]],
    ["assign", ["open cy", "open cy", "claimed_by_other", "pending cy", "open cy", "is_resolved"]],
    ["unassign", ["nobody_has_it", "open -", "claimed_by_other", "open -", "open -", "is_resolved"]],
    ["reply", ["pending ada", "pending ada", "claimed_by_other", "pending ada", "pending ada", "is_resolved"]],
    ["note", ["open -", "open ada", "open bob", "pending ada", "snoozed ada", "resolved ada"]],
    ["snooze", ["nobody_has_it", "snoozed ada", "claimed_by_other", "snoozed ada", "snoozed ada", "is_resolved"]],
    ["reopen", ["already_open", "already_open", "already_open", "open ada", "open ada", "open ada"]],
    ["resolve", ["resolved -", "resolved ada", "claimed_by_other", "resolved ada", "resolved ada", "is_resolved"]],
    ["wake", ["not_snoozed", "not_snoozed", "not_snoozed", "not_snoozed", "only_noticeboard", "not_snoozed"]],
    ["member_wrote", Array<string>(6).fill("only_noticeboard")],
    ["reply_failed", Array<string>(6).fill("only_noticeboard")],
  ])("%s", (kind, expected) => {
    expect(columns.map((record) => comesTo(record, actions[kind], ada))).toEqual(expected);
  });

  test.each(["lead", "admin"] as const)("a %s may do more to what another has, yet not speak over them", (role) => {
    const lead = rep("lea", role);
    const others = inState("open", "bob");
    expect(comesTo(others, actions.assign, lead)).toBe("open cy");
    expect(comesTo(others, { kind: "assign", to: "lea" }, lead)).toBe("open lea");
    expect(comesTo(others, actions.unassign, lead)).toBe("open -");
    expect(comesTo(others, actions.snooze, lead)).toBe("snoozed bob");
    expect(comesTo(others, actions.resolve, lead)).toBe("resolved bob");
    expect(comesTo(others, actions.reply, lead)).toBe("claimed_by_other");
    expect(comesTo(others, actions.claim, lead)).toBe("claimed_by_other");
  });

  test("nobody is given what they have", () => {
    expect(comesTo(inState("open", "ada"), { kind: "assign", to: "ada" }, ada)).toBe("already_yours");
    expect(comesTo(inState("open", "bob"), { kind: "assign", to: "bob" }, rep("lea", "lead"))).toBe("already_theirs");
  });

  test.each([
    ["2025-06-20T12:00:00.000Z", null, "not_in_future"],
    ["2025-06-20T12:00:00.001Z", null, "snoozed ada"],
    ["2025-09-20T12:00:00.000Z", null, "snoozed ada"],
    ["2025-09-20T12:00:00.001Z", null, "too_far_off"],
    ["2025-06-24T09:00:00.000Z", "2025-06-24", "snoozed ada"],
    ["2025-06-25T00:00:00.000Z", "2025-06-24", "past_deadline"],
    ["2025-06-25T00:00:00.000Z", "2025-06-19", "snoozed ada"],
  ])("a snooze until %s of a case due on %s: %s", (untilAt, dueOn, expected) => {
    expect(comesTo(caseRecord({ assignee: "ada", dueOn }), { kind: "snooze", untilAt }, ada)).toBe(expected);
  });
});

describe("what happens by itself", () => {
  test.each(["open", "pending", "snoozed", "resolved"] as const)("opens a case that is %s, with whoever had it", (state) => {
    for (const kind of ["member_wrote", "reply_failed"] as const)
      expect(comesTo(inState(state, "ada"), actions[kind], noticeboard)).toBe("open ada");
  });

  test("ends a snooze at its time, and no earlier", () => {
    const sleeping = caseRecord({ state: "snoozed", assignee: "ada", snoozedUntilAt: nowAt });
    expect(comesTo(sleeping, actions.wake, noticeboard)).toBe("open ada");
    expect(comesTo({ ...sleeping, snoozedUntilAt: laterAt }, actions.wake, noticeboard)).toBe("still_snoozed");
  });

  test("does nothing that is a rep's to do", () => {
    for (const kind of ["claim", "assign", "unassign", "reply", "note", "snooze", "resolve"] as const)
      expect(comesTo(inState("open", null), actions[kind], noticeboard)).toBe("only_a_rep");
    expect(comesTo(inState("pending", "ada"), actions.reopen, noticeboard)).toBe("only_a_rep");
  });
});

test("a note leaves the case as it is, and says only that", () => {
  expect(decideAction(caseRecord(), actions.note, ada, nowAt)).toEqual({
    kind: "done",
    change: { event: { kind: "noted", detail: { words: "Called." } }, actor: "ada", becomes: {} },
  });
});
