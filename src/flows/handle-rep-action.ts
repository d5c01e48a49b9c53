import { z } from "zod";
import { decideAction, type IllegalCode } from "../casework/case-actions.ts";
import { type CaseAction, RepAction, RepId } from "../domain/case-action.ts";
import type { CaseEvent, CaseEventKind } from "../domain/case-event.ts";
import type { CaseRecord } from "../domain/case-record.ts";
import { cleanText } from "../domain/clean-text.ts";
import type { Origin, OutboundReply } from "../domain/message.ts";
import type { AuditEntry, AuditStore } from "../ports/audit-store.ts";
import type { CaseStore } from "../ports/case-store.ts";
import type { SpineStore } from "../ports/spine-store.ts";

/** The part of a store that a rep's action is written to. */
type ActionStores = {
  cases: Pick<CaseStore, "read" | "act">;
  spine: Pick<SpineStore, "latestOf" | "enqueue">;
  audit: Pick<AuditStore, "append">;
};

/** What it needs. All that `together` writes becomes true in one moment, or none of it when it throws. */
export type HandleRepActionDeps = {
  store: { together<T>(work: (inside: ActionStores) => Promise<T>): Promise<T> };
  now: () => Date;
};

/**
 * What became of a rep's action; each is expected. `done`: written, now or, when `repeated`, by an earlier hand-in under the same action id.
 * `stale`: something happened first, by whom and what, and this is how the case stands. `illegal`: the table of actions says no.
 * `unreachable`: there is no conversation to reply to, or its message is no longer kept. `malformed` names the field. All but the first wrote nothing.
 */
export type RepActionOutcome =
  | { kind: "done"; record: CaseRecord; repeated: boolean }
  | { kind: "stale"; current: CaseRecord; by: string; what: CaseEventKind }
  | { kind: "illegal"; code: IllegalCode | "action_id_taken" }
  | { kind: "unknown_case" }
  | { kind: "unreachable"; code: "no_channel" | "message_gone" }
  | { kind: "malformed"; field: string };

const maxNameCharacters = 80;

const oneLine = z
  .string()
  .transform((written) => cleanText(written).text.replace(/\s+/gu, " ").trim())
  .pipe(z.string().min(1).max(maxNameCharacters));

/**
 * A rep's action as channels and console hand it in. `seenVersion` is the version that the rep saw; `actionId` is the caller's own name for the
 * action, the same each time that it is handed in. Who acts is for the caller to know, never for the rep to say.
 */
const Submitted = z.strictObject({
  caseId: z.string().min(1).max(40),
  seenVersion: z.int().min(1),
  actionId: z.string().regex(/^[A-Za-z0-9_-]{8,64}$/),
  actor: z.strictObject({ id: RepId, role: z.enum(["rep", "lead", "admin"]), signedAs: oneLine }),
  action: RepAction,
});
type Submitted = z.infer<typeof Submitted>;

/** Thrown inside the transaction, so that what was written before is taken back. */
class Unreachable extends Error {
  readonly code = "message_gone";
}

const actionOf = ({ action, caseId, actionId }: Submitted): CaseAction =>
  action.kind === "reply" ? { ...action, replyId: `${caseId}.${actionId}` } : action;

/** The reply to the member's own thread, with the rep's name under it. */
const replyOf = (
  origin: Origin,
  { caseId, actor }: Submitted,
  { replyId, words }: CaseAction & { kind: "reply" },
): OutboundReply => ({
  id: replyId,
  messageId: origin.messageId,
  channel: origin.channel,
  threadKey: origin.threadKey,
  replyTo: origin.replyTo,
  text: `${words}\n\n${actor.signedAs}`,
  content: { kind: "rep", caseId, signedAs: actor.signedAs, words },
});

const eventKindOf: Record<RepAction["kind"], CaseEventKind> = {
  claim: "claimed",
  assign: "assigned",
  unassign: "unassigned",
  reply: "replied",
  note: "noted",
  snooze: "snoozed",
  reopen: "reopened",
  resolve: "resolved",
};

/** Another action under an id that was used would be lost if it were taken for the first one. */
const repeatOf = (event: CaseEvent, record: CaseRecord, { action, actor }: Submitted): RepActionOutcome => {
  const detail: Record<string, unknown> = event.detail;
  const isSame =
    event.kind === eventKindOf[action.kind] &&
    event.actor === actor.id &&
    Object.entries(action).every(([field, value]) => field === "kind" || detail[field] === value);
  return isSame ? { kind: "done", record, repeated: true } : { kind: "illegal", code: "action_id_taken" };
};

/** What the audit keeps: that it was done and how the case stands, without anybody's words. */
const auditOf = ({ caseId, actor }: Submitted, event: CaseEventKind, { version, state, assignee }: CaseRecord): AuditEntry => ({
  actor: actor.id,
  action: `case_${event}`,
  subject: { kind: "case", id: caseId },
  codes: { version, state, assignee },
});

const write = async (inside: ActionStores, submitted: Submitted, nowAt: string): Promise<RepActionOutcome> => {
  const { caseId, seenVersion, actionId } = submitted;
  const kept = await inside.cases.read(caseId);
  if (kept === null) return { kind: "unknown_case" };
  const { record, events } = kept;
  const before = events.find((event) => event.actionId === actionId);
  if (before !== undefined) return repeatOf(before, record, submitted);
  // A note holds whatever has happened meanwhile. Of all else the rep is told what came first, before any rule that follows from it.
  const isNote = submitted.action.kind === "note";
  if (!isNote && seenVersion !== record.version) {
    const unseen = events.find(({ version }) => version > seenVersion) ?? events.at(-1)!;
    return { kind: "stale", current: record, by: unseen.actor, what: unseen.kind };
  }
  const action = actionOf(submitted);
  const decided = decideAction(record, action, { kind: "rep", ...submitted.actor }, nowAt);
  if (decided.kind === "illegal") return decided;
  if (action.kind === "reply" && record.origin === null) return { kind: "unreachable", code: "no_channel" };
  const acted = await inside.cases.act(caseId, isNote ? null : seenVersion, decided.change, { nowAt, actionId });
  if (acted.kind === "repeat") return repeatOf(acted.event, acted.record, submitted);
  if (acted.kind !== "done") return acted;
  if (action.kind === "reply" && record.origin !== null) {
    // To what the member wrote last: the message that opened the case may be long ago, and no longer kept.
    const latest = await inside.spine.latestOf(record.origin);
    const queued = latest && (await inside.spine.enqueue(replyOf(latest, submitted, action), { nowAt }));
    if (queued === null || queued === "message_gone")
      throw new Unreachable("the message that the reply belongs to is no longer kept");
  }
  await inside.audit.append(auditOf(submitted, decided.change.event.kind, acted.record), { nowAt });
  return { kind: "done", record: acted.record, repeated: false };
};

/**
 * Does what a rep asks for to a case: checks the form, cleans the words, asks the table of legal actions, and writes the event, the case, a
 * reply to the member and the audit entry in one transaction. Handed in again under the same `actionId` it is done once. `raw` is plain data
 * from a channel or the console. Rejects when the store fails; then nothing was written.
 */
export const handleRepAction = async ({ store, now }: HandleRepActionDeps, raw: unknown): Promise<RepActionOutcome> => {
  const read = Submitted.safeParse(raw);
  if (!read.success) return { kind: "malformed", field: read.error.issues[0]?.path.join(".") || "action" };
  try {
    return await store.together((inside) => write(inside, read.data, now().toISOString()));
  } catch (fault) {
    if (fault instanceof Unreachable) return { kind: "unreachable", code: fault.code };
    throw fault;
  }
};
