import type { StoredMessage } from "../domain/message.ts";
import type { Turn } from "../domain/question.ts";
import type { RestorationStore } from "../ports/restoration-store.ts";
import { type HandOverRestoredDeps, handOverRestored } from "./hand-over-restored.ts";
import type { HandledMessage } from "./work-jobs.ts";

/** What it needs: the mark that a restore leaves, read at each message, so that no process can have missed it. */
export type UnlessRestoredSinceDeps = HandOverRestoredDeps & { restorations: Pick<RestorationStore, "last"> };

type HandleMessage = (message: StoredMessage, history: Turn[]) => Promise<HandledMessage>;

/**
 * Answers a message, unless it was sent before the store was last brought back from a copy. Vendors deliver again, and mailboxes are read
 * again: such a message may have been answered by what is no longer in the store. It becomes a case without a reply. A cry for help is answered
 * all the same: to read the numbers twice harms nobody, and not to read them may.
 */
export const unlessRestoredSince =
  (deps: () => UnlessRestoredSinceDeps, answer: HandleMessage): HandleMessage =>
  async (message, history) => {
    const last = await deps().restorations.last();
    if (last === null || message.sentAt >= last.restoredAt) return answer(message, history);
    const why = `was sent before the store was brought back (${last.restoredAt}) from a copy (${last.copiedAt}), and arrived after: look whether it was answered`;
    const matter = handOverRestored(deps(), message, why);
    if (matter.reason === "crisis") return answer(message, history);
    return { reply: null, effects: { opened: matter, receipt: null } };
  };
