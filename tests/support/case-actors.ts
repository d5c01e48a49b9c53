import type { CaseActor } from "../../src/domain/case-action.ts";
import type { CaseRecord } from "../../src/domain/case-record.ts";
import type { Origin } from "../../src/domain/message.ts";
import { newCase } from "./new-case.ts";

/** A rep, whose name for members is the id with a capital. */
export const rep = (id: string, role: "rep" | "lead" | "admin" = "rep"): CaseActor & { kind: "rep" } => ({
  kind: "rep",
  id,
  role,
  signedAs: `${id[0]!.toUpperCase()}${id.slice(1)}`,
});

/** Whoever acts by itself. */
export const noticeboard: CaseActor = { kind: "noticeboard" };

/** The conversation of the cases below. */
export const origin: Origin = { messageId: "M-1", channel: "loopback", threadKey: "t1", memberKey: "m1", replyTo: "box" };

/** A case as it stands after `over`, just opened otherwise. */
export const caseRecord = (over: Partial<CaseRecord> = {}): CaseRecord => ({
  ...newCase({ id: "C-000001", dueOn: null }),
  state: "open",
  origin,
  assignee: null,
  snoozedUntilAt: null,
  resolvedAt: null,
  version: 1,
  ...over,
});
