import type { Selectable, Updateable } from "kysely";
import { z } from "zod";
import type { CasePriority, CaseState } from "../../domain/case.ts";
import { type CaseEvent, CaseEventBody } from "../../domain/case-event.ts";
import type { CaseChange, CaseRecord } from "../../domain/case-record.ts";
import type { ChannelName, Origin } from "../../domain/message.ts";
import type { Schema } from "./schema.ts";

type CaseRow = Selectable<Schema["cases"]>;
type EventRow = Omit<Selectable<Schema["case_events"]>, "id">;

const PassageIds = z.array(z.string());

const outOfForm = (what: string, error: z.ZodError): Error => {
  const field = error.issues[0]?.path.join(".") ?? "";
  return new Error(`${what} is out of form at ${field}: it was changed by hand, or written by a newer version`);
};

const originOf = (row: CaseRow): Origin | null => {
  const { message_id: messageId, channel, thread_key: threadKey, member_key: memberKey, reply_to: replyTo } = row;
  if (messageId === null || channel === null || threadKey === null || memberKey === null || replyTo === null) return null;
  return { messageId, channel: channel as ChannelName, threadKey, memberKey, replyTo };
};

/** A case as it was stored. Throws, naming the case, when its passages are no list. */
export const recordOfRow = (row: CaseRow): CaseRecord => {
  const passageIds = PassageIds.safeParse(JSON.parse(row.passage_ids));
  if (!passageIds.success) throw outOfForm(`passage_ids of case ${row.id}`, passageIds.error);
  return {
    id: row.id,
    priority: row.priority as CasePriority,
    dueOn: row.due_on,
    queue: row.queue,
    topic: row.topic,
    state: row.state as CaseState,
    question: row.question,
    scenario: row.scenario,
    reason: row.reason,
    why: row.why,
    dueWords: row.due_words,
    passageIds: passageIds.data,
    openedAt: row.opened_at,
    origin: originOf(row),
    assignee: row.assignee,
    snoozedUntilAt: row.snoozed_until_at,
    resolvedAt: row.resolved_at,
    version: row.version,
  };
};

/** An event as it was stored. Throws, naming case and version, when its kind is unknown or its detail not of that kind. */
export const eventOfRow = (row: EventRow): CaseEvent => {
  const body = CaseEventBody.safeParse({ kind: row.kind, detail: JSON.parse(row.detail) });
  if (!body.success) throw outOfForm(`event ${row.version} of case ${row.case_id}`, body.error);
  return { ...body.data, version: row.version, actor: row.actor, actionId: row.action_id, happenedAt: row.happened_at };
};

/** The columns of a case that a change sets; those it leaves alone are left out. */
export const columnsOfChange = ({ becomes }: CaseChange): Updateable<Schema["cases"]> => ({
  ...("state" in becomes ? { state: becomes.state } : {}),
  ...("assignee" in becomes ? { assignee: becomes.assignee } : {}),
  ...("snoozedUntilAt" in becomes ? { snoozed_until_at: becomes.snoozedUntilAt } : {}),
  ...("resolvedAt" in becomes ? { resolved_at: becomes.resolvedAt } : {}),
});
