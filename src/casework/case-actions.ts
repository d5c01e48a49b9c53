import type { CaseState } from "../domain/case.ts";
import type { CaseAction, CaseActor } from "../domain/case-action.ts";
import type { CaseEventBody, CaseNews } from "../domain/case-event.ts";
import { type CaseChange, type CaseRecord, changeOfNews } from "../domain/case-record.ts";

/** Why an action is refused; closed. */
export type IllegalCode =
  | "is_resolved"
  | "already_open"
  | "not_snoozed"
  | "still_snoozed"
  | "already_yours"
  | "already_theirs"
  | "claimed_by_other"
  | "nobody_has_it"
  | "only_a_rep"
  | "only_noticeboard"
  | "not_in_future"
  | "too_far_off"
  | "past_deadline";

/** What comes of an action: the change to be written, or why there is none. */
export type ActionDecision = { kind: "done"; change: CaseChange } | { kind: "illegal"; code: IllegalCode };

type Kind = CaseAction["kind"];
type Refusal = { refused: IllegalCode };
type Next = CaseState | Refusal;

const refuse = (refused: IllegalCode): Refusal => ({ refused });
const resolved = refuse("is_resolved");

/**
 * The table of legal actions: what a case becomes by each, or why not. `already_yours` and the like hang on persons and stand below.
 *
 * A resolved case takes notes (what was learnt later belongs to it) and news; anything else would be work on a case that no list shows, so
 * it has to be reopened first, where all can see it.
 */
const next: Record<Kind, Record<CaseState, Next>> = {
  // One that is pending or sleeps has somebody, so that no claim of it is legal; whose it is says why.
  claim: { open: "open", pending: "open", snoozed: "open", resolved },
  // Whoever is given a sleeping case did not choose to let it sleep. A pending one still waits for the member, whoever has it.
  assign: { open: "open", pending: "pending", snoozed: "open", resolved },
  // Nobody would be there to see the member's answer come, or the end of the snooze.
  unassign: { open: "open", pending: "open", snoozed: "open", resolved },
  reply: { open: "pending", pending: "pending", snoozed: "pending", resolved },
  note: { open: "open", pending: "pending", snoozed: "snoozed", resolved: "resolved" },
  snooze: { open: "snoozed", pending: "snoozed", snoozed: "snoozed", resolved },
  // Snoozes end at their time, by themselves. A rep who wants it earlier reopens the case, which is then in the history.
  wake: { open: refuse("not_snoozed"), pending: refuse("not_snoozed"), snoozed: "open", resolved: refuse("not_snoozed") },
  reopen: { open: refuse("already_open"), pending: "open", snoozed: "open", resolved: "open" },
  resolve: { open: "resolved", pending: "resolved", snoozed: "resolved", resolved },
  // News cannot be refused: the words are there, and would be nowhere. A case that was resolved a moment before is open again.
  member_wrote: { open: "open", pending: "open", snoozed: "open", resolved: "open" },
  reply_failed: { open: "open", pending: "open", snoozed: "open", resolved: "open" },
};

type Rep = CaseActor & { kind: "rep" };
const isLead = ({ role }: Rep): boolean => role !== "rep";
const isNobodys = ({ assignee }: CaseRecord): boolean => assignee === null;
const isOwn = ({ assignee }: CaseRecord, { id }: Rep): boolean => assignee === id;

/** Which rep may, as far as that hangs on who has the case; null when this one may. */
const refusedTo: Record<
  Exclude<Kind, "wake" | "member_wrote" | "reply_failed">,
  (record: CaseRecord, rep: Rep) => IllegalCode | null
> = {
  claim: (record, rep) => (isNobodys(record) ? null : isOwn(record, rep) ? "already_yours" : "claimed_by_other"),
  // A case must not vanish from under somebody's hands, except to whoever answers for all of them.
  assign: (record, rep) => (isNobodys(record) || isOwn(record, rep) || isLead(rep) ? null : "claimed_by_other"),
  unassign: (record, rep) =>
    isNobodys(record) ? "nobody_has_it" : isOwn(record, rep) || isLead(rep) ? null : "claimed_by_other",
  // A member hears one voice. A lead too takes the case over first, so that the rep who had it is told.
  reply: (record, rep) => (isNobodys(record) || isOwn(record, rep) ? null : "claimed_by_other"),
  note: () => null,
  // What sleeps and is nobody's would be forgotten.
  snooze: (record, rep) => (isNobodys(record) ? "nobody_has_it" : isOwn(record, rep) || isLead(rep) ? null : "claimed_by_other"),
  // A case that is open once too often does less harm than one that is forgotten, so any rep may.
  reopen: () => null,
  resolve: (record, rep) => (isNobodys(record) || isOwn(record, rep) || isLead(rep) ? null : "claimed_by_other"),
};

const longestSnoozeDays = 92;
const dayMs = 86_400_000;

/** A snooze that has no end, or ends when it is too late, is a way to lose a case. */
const refusedSnooze = ({ dueOn }: CaseRecord, untilAt: string, nowAt: string): IllegalCode | null => {
  if (untilAt <= nowAt) return "not_in_future";
  if (Date.parse(untilAt) - Date.parse(nowAt) > longestSnoozeDays * dayMs) return "too_far_off";
  return dueOn !== null && nowAt.slice(0, 10) <= dueOn && untilAt.slice(0, 10) > dueOn ? "past_deadline" : null;
};

const refusal = (record: CaseRecord, action: CaseAction, actor: CaseActor, nowAt: string): IllegalCode | null => {
  const becomes = next[action.kind][record.state];
  if (typeof becomes !== "string") return becomes.refused;
  switch (action.kind) {
    case "wake":
      if (actor.kind === "rep") return "only_noticeboard";
      return (record.snoozedUntilAt ?? nowAt) > nowAt ? "still_snoozed" : null;
    case "member_wrote":
    case "reply_failed":
      return actor.kind === "rep" ? "only_noticeboard" : null;
  }
  if (actor.kind !== "rep") return "only_a_rep";
  const code = refusedTo[action.kind](record, actor);
  if (code !== null) return code;
  if (action.kind === "assign" && action.to === record.assignee)
    return action.to === actor.id ? "already_yours" : "already_theirs";
  return action.kind === "snooze" ? refusedSnooze(record, action.untilAt, nowAt) : null;
};

const eventOf = (record: CaseRecord, action: Exclude<CaseAction, CaseNews["event"]>, actor: CaseActor): CaseEventBody => {
  switch (action.kind) {
    case "claim":
      return { kind: "claimed", detail: {} };
    case "assign":
      return { kind: "assigned", detail: { to: action.to, from: record.assignee } };
    case "unassign":
      return { kind: "unassigned", detail: { from: record.assignee ?? "" } };
    case "reply": {
      const signedAs = actor.kind === "rep" ? actor.signedAs : "";
      return { kind: "replied", detail: { replyId: action.replyId, signedAs, words: action.words } };
    }
    case "note":
      return { kind: "noted", detail: { words: action.words } };
    case "snooze":
      return { kind: "snoozed", detail: { untilAt: action.untilAt } };
    case "wake":
      return { kind: "woken", detail: {} };
    case "reopen":
      return { kind: "reopened", detail: {} };
    case "resolve":
      return { kind: "resolved", detail: {} };
  }
};

const isNews = (action: CaseAction): action is CaseNews["event"] =>
  action.kind === "member_wrote" || action.kind === "reply_failed";

const assigneeAfter = (record: CaseRecord, action: CaseAction, actor: CaseActor): string | null => {
  const own = actor.kind === "rep" ? actor.id : null;
  if (action.kind === "claim") return own;
  if (action.kind === "assign") return action.to;
  if (action.kind === "unassign") return null;
  // Whoever answers a case that is nobody's has it from then on: the member's answer must reach somebody.
  return action.kind === "reply" ? (record.assignee ?? own) : record.assignee;
};

/**
 * What comes of an action on a case as it stands, by the table above. Pure: nothing is written. `nowAt` is an instant. Whether the case still
 * stands so is for the store to say.
 */
export const decideAction = (record: CaseRecord, action: CaseAction, actor: CaseActor, nowAt: string): ActionDecision => {
  const code = refusal(record, action, actor, nowAt);
  if (code !== null) return { kind: "illegal", code };
  if (isNews(action)) return { kind: "done", change: changeOfNews(action) };
  const by = actor.kind === "rep" ? actor.id : "noticeboard";
  const event = eventOf(record, action, actor);
  // A note changes nothing, so that it can be written whatever has happened to the case meanwhile.
  if (action.kind === "note") return { kind: "done", change: { event, actor: by, becomes: {} } };
  const state = next[action.kind][record.state] as CaseState;
  const becomes: CaseChange["becomes"] = {
    state,
    assignee: assigneeAfter(record, action, actor),
    snoozedUntilAt: action.kind === "snooze" ? action.untilAt : null,
    resolvedAt: action.kind === "resolve" ? nowAt : null,
  };
  return { kind: "done", change: { event, actor: by, becomes } };
};
