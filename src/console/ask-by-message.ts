import { createHash, randomBytes } from "node:crypto";
import type { InboundMessage } from "../domain/message.ts";
import { type Accepted, NotStored } from "../flows/accept-message.ts";
import type { ConversationStore, Participant } from "../ports/conversation-store.ts";

/** A question as the form sends it. `formId` was made with the form; `threadId` is empty for a new thread. */
export type AskedQuestion = { formId: string; threadId: string; question: string };

/**
 * What became of it. `not_stored`: it must be sent again; `no_thread`: what it follows is not kept, so it would be answered out of place;
 * `gone`: it was answered before, and is no longer kept.
 */
export type Asked = { kind: "stored"; threadId: string; messageId: string } | { kind: "not_stored" | "no_thread" | "gone" };

/** What asking needs. `member` is whose pseudonym the messages carry. */
export type AskByMessageDeps = {
  accept: (message: InboundMessage) => Promise<Accepted>;
  conversations: Pick<ConversationStore, "turns" | "messageOf">;
  member: Participant;
  now: () => Date;
};

/**
 * The id under which a question is known again when its form is sent twice: by a double click, by a reload, after a crash. Other words in
 * the same form, such as after going back to it, are another question.
 */
const externalIdOf = ({ formId, threadId, question }: AskedQuestion): string =>
  `${formId}.${createHash("sha256").update(`${threadId}\n${question}`).digest("base64url")}`;

/** Stores a question of the page as a message, whose answer the spine sees to. Rejects for a fault other than that of storing it. */
export const askByMessage = async (deps: AskByMessageDeps, asked: AskedQuestion): Promise<Asked> => {
  const isFollowUp = asked.threadId !== "";
  if (isFollowUp && (await deps.conversations.turns(deps.member, asked.threadId, 1)).length === 0) return { kind: "no_thread" };
  const threadId = isFollowUp ? asked.threadId : randomBytes(16).toString("base64url");
  const externalId = externalIdOf(asked);
  const message: InboundMessage = {
    ...deps.member,
    externalId,
    threadKey: threadId,
    replyTo: threadId,
    text: asked.question,
    sentAt: deps.now().toISOString(),
  };
  try {
    const accepted = await deps.accept(message);
    if (accepted.kind === "accepted") return { kind: "stored", threadId, messageId: accepted.messageId };
    if (accepted.kind === "refused") throw new Error(`the page made a message whose ${accepted.field} is out of form`);
  } catch (fault) {
    if (fault instanceof NotStored) return { kind: "not_stored" };
    throw fault;
  }
  const first = await deps.conversations.messageOf(deps.member, externalId);
  return first === null ? { kind: "gone" } : { kind: "stored", threadId: first.threadKey, messageId: first.messageId };
};
