import { z } from "zod";

/** What can happen to a case, each kind with what it keeps; closed. A case's history is a list of these, and is never rewritten. */
export const CaseEventBody = z.discriminatedUnion("kind", [
  z.object({ kind: z.literal("opened"), detail: z.object({ reason: z.string(), why: z.string(), queue: z.string() }) }),
  z.object({ kind: z.literal("claimed"), detail: z.object({}) }),
  z.object({ kind: z.literal("assigned"), detail: z.object({ to: z.string(), from: z.string().nullable() }) }),
  z.object({ kind: z.literal("unassigned"), detail: z.object({ from: z.string() }) }),
  z.object({ kind: z.literal("replied"), detail: z.object({ replyId: z.string(), signedAs: z.string(), words: z.string() }) }),
  z.object({ kind: z.literal("noted"), detail: z.object({ words: z.string() }) }),
  z.object({ kind: z.literal("snoozed"), detail: z.object({ untilAt: z.string() }) }),
  z.object({ kind: z.literal("woken"), detail: z.object({}) }),
  z.object({ kind: z.literal("reopened"), detail: z.object({}) }),
  z.object({ kind: z.literal("resolved"), detail: z.object({}) }),
  z.object({ kind: z.literal("member_wrote"), detail: z.object({ messageId: z.string(), words: z.string() }) }),
  z.object({
    kind: z.literal("reply_failed"),
    /** `mayBeOut`: the member may have it all the same, and nobody can tell. */
    detail: z.object({ replyId: z.string(), code: z.string(), mayBeOut: z.boolean() }),
  }),
]);
export type CaseEventBody = z.infer<typeof CaseEventBody>;
export type CaseEventKind = CaseEventBody["kind"];

/**
 * One thing that happened. `version` counts the case's events from 1; `actor` is a rep's id of reps.yaml, or `noticeboard`; `actionId` is
 * the caller's own name for the action, by which one that is handed in twice is known.
 */
export type CaseEvent = CaseEventBody & { version: number; actor: string; actionId: string | null; happenedAt: string };

/** Something that happens to a case whatever its state, and opens it for a rep to look at. */
export type CaseNews = { caseId: string; event: CaseEventBody & { kind: "member_wrote" | "reply_failed" } };
