import type { CaseNews } from "../domain/case-event.ts";
import type { StoredMessage } from "../domain/message.ts";
import { isPrivateReason } from "../domain/private-reasons.ts";
import type { Turn } from "../domain/question.ts";
import type { CaseStore } from "../ports/case-store.ts";
import type { MessageManners, ReadManners } from "../ports/channel-manners.ts";
import type { IncomingQuestion } from "./handle-question.ts";
import type { HandledMessage } from "./work-jobs.ts";

type Treatment = Pick<IncomingQuestion, "repHasIt" | "approvedOnly" | "isAnothersWords">;

/**
 * What it needs. `answer` decides the reply; `repHasIt` in its treatment says that a rep has taken the conversation over, so that nothing need be
 * looked up. `mannersOf` says how the message's channel wants it treated; every message is like any other when it is left out.
 */
export type HandleMessageDeps = {
  cases: Pick<CaseStore, "unresolvedOf">;
  answer: (message: StoredMessage, history: Turn[], treatment: Treatment) => Promise<HandledMessage>;
  mannersOf?: ReadManners;
};

const plain: MessageManners = { approvedOnly: null, isAnothersWords: false, privateThread: null };

/** What is private goes on where nobody else reads along: the case, the reply, and what is said later. */
const movedIfPrivate = (handled: HandledMessage, { privateThread }: MessageManners): HandledMessage =>
  privateThread !== null && handled.reply !== null && isPrivateReason(handled.reply.reason)
    ? { ...handled, effects: { ...handled.effects, movedTo: privateThread } }
    : handled;

/**
 * Decides what becomes of a member's message; writes nothing. When their conversation has a case that is not resolved, the case is told their
 * words. As long as no rep has that case the message is answered as any other. Once one has it, the member hears that rep alone, and the event on
 * the case is the message's outcome; only what must not wait for anybody, a crisis, is answered as well, and has a case of its own. What gets
 * approved wording only, or is another person's, is no news for the case.
 */
export const handleMessage = async (
  { cases, answer, mannersOf = async () => null }: HandleMessageDeps,
  message: StoredMessage,
  history: Turn[],
): Promise<HandledMessage> => {
  const manners = (await mannersOf(message)) ?? plain;
  const { approvedOnly, isAnothersWords } = manners;
  const matter = approvedOnly !== null || isAnothersWords ? null : await cases.unresolvedOf(message);
  if (matter === null)
    return movedIfPrivate(await answer(message, history, { repHasIt: false, approvedOnly, isAnothersWords }), manners);
  const detail = { messageId: message.id, words: message.text };
  const told: CaseNews = { caseId: matter.id, event: { kind: "member_wrote", detail } };
  const repHasIt = matter.assignee !== null;
  const handled = movedIfPrivate(await answer(message, history, { repHasIt, approvedOnly, isAnothersWords }), manners);
  // What opened a case, a crisis or a fault of ours, has something to say that the rep's case does not know.
  const isSaid = !repHasIt || handled.effects.opened !== null;
  return { ...handled, reply: isSaid ? handled.reply : null, effects: { ...handled.effects, told } };
};
