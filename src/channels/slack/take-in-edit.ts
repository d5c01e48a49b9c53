import type { InboundMessage } from "../../domain/message.ts";
import type { Amended } from "../../ports/spine-store.ts";
import type { SlackMessage } from "./read-event.ts";
import { inboundOf, type TakeInDeps, takeIn } from "./take-in.ts";

/** What taking an edit in needs besides what a message needs. */
export type TakeInEditDeps = TakeInDeps & { amend: (of: string, message: InboundMessage) => Promise<Amended | "refused"> };

/** So long after it was written a message can become a question by an edit; an older one that is tidied up is none. */
const becomesQuestionForMs = 86_400_000;

/** Takes new words in for a message that was taken in; one that was not may have become a question by the edit, such as by naming the bot. */
export const takeInEdit = async (
  deps: TakeInEditDeps,
  { externalId, editTs, message }: { externalId: string; editTs: string; message: SlackMessage },
): Promise<void> => {
  const sentAt = new Date(Number(editTs) * 1000).toISOString();
  // Its own instant, so that each edit counts once however often Slack tells of it.
  const amended = await deps.amend(externalId, { ...inboundOf(deps, message), externalId: `${externalId}#${editTs}`, sentAt });
  const isFresh = deps.now().getTime() - Date.parse(message.sentAt) < becomesQuestionForMs;
  if (amended === "unknown" && message.addressed === "yes" && isFresh) await takeIn(deps, message);
};
