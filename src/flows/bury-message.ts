import type { Effects } from "../domain/effects.ts";
import type { RepsFile, WordingFile } from "../domain/knowledge-config.ts";
import type { OutboundReply, StoredMessage } from "../domain/message.ts";
import { type HandOverDeps, handOver } from "./hand-over.ts";
import { wordedDraft } from "./reply-draft.ts";
import { replyFor } from "./reply-for.ts";
import { writeReply } from "./write-reply.ts";

/** What the end of a message that cannot be answered needs. */
export type BuryMessageDeps = HandOverDeps & { reps: RepsFile; wording: WordingFile };

/**
 * What becomes of a message that failed too often: a case for a rep and approved wording for the member. Nothing here looks at the words
 * again, because they may be what fails; and as they may be a cry for help, the case is urgent.
 */
export const buryMessage = (
  deps: BuryMessageDeps,
  message: StoredMessage,
  code: string,
): { effects: Effects; answer: string; replies: OutboundReply[] } => {
  const why = `could not be answered: ${code}`;
  const matter = handOver(deps, {
    question: message.text,
    scenario: null,
    reason: "fault",
    why,
    routing: null,
    passageIds: [],
  });
  const opened = { ...matter, queue: deps.reps.urgentQueue, priority: "urgent" as const };
  const { id, priority, dueOn, queue, topic } = opened;
  const summary = { id, priority, dueOn, queue, topic };
  const reply = replyFor(message, writeReply(deps, wordedDraft("handed_over", "fault", "fault", why, true), summary, [], null));
  return { effects: { opened, receipt: null }, answer: reply.text, replies: [reply] };
};
