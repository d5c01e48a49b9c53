import type { CaseNews } from "../domain/case-event.ts";
import type { StoredMessage } from "../domain/message.ts";
import type { Turn } from "../domain/question.ts";
import type { CaseStore } from "../ports/case-store.ts";
import type { HandledMessage } from "./work-jobs.ts";

/** What it needs. `answer` decides the reply; `repHasIt` says that a rep has taken the conversation over, so that nothing need be looked up. */
export type HandleMessageDeps = {
  cases: Pick<CaseStore, "unresolvedOf">;
  answer: (message: StoredMessage, history: Turn[], repHasIt: boolean) => Promise<HandledMessage>;
};

/**
 * Decides what becomes of a member's message; writes nothing. When their conversation has a case that is not resolved, the case is told their
 * words. As long as no rep has that case the message is answered as any other. Once one has it, the member hears that rep alone, and the event on
 * the case is the message's outcome; only what must not wait for anybody, a crisis, is answered as well, and has a case of its own.
 */
export const handleMessage = async (
  { cases, answer }: HandleMessageDeps,
  message: StoredMessage,
  history: Turn[],
): Promise<HandledMessage> => {
  const matter = await cases.unresolvedOf(message);
  if (matter === null) return answer(message, history, false);
  const detail = { messageId: message.id, words: message.text };
  const told: CaseNews = { caseId: matter.id, event: { kind: "member_wrote", detail } };
  const repHasIt = matter.assignee !== null;
  const handled = await answer(message, history, repHasIt);
  // What opened a case, a crisis or a fault of ours, has something to say that the rep's case does not know.
  const isSaid = !repHasIt || handled.effects.opened !== null;
  return { ...handled, reply: isSaid ? handled.reply : null, effects: { ...handled.effects, told } };
};
