import type { FeedbackKind, FeedbackProblem } from "../domain/feedback.ts";
import type { Origin } from "../domain/message.ts";
import type { AnswerReply } from "../domain/reply.ts";
import type { Routing } from "../domain/route.ts";
import type { At } from "./spine-store.ts";

/** A message that was answered, with what the member read; `text` says in plain words what `answer` holds in pieces. */
export type FeedbackSubject = {
  question: string;
  origin: Origin;
  routing: Routing | null;
  answer: AnswerReply;
  text: string;
};

/**
 * What a member said of a reply, under an id that follows from who pressed what. `problem` and `words` for `not_right` alone; `caseId` is the
 * case that it opened or was added to.
 */
export type FeedbackEntry = {
  id: string;
  messageId: string;
  memberKey: string;
  kind: FeedbackKind;
  problem: FeedbackProblem | null;
  words: string | null;
  answerId: string | null;
  caseId: string | null;
};

/** What members said of replies. */
export type FeedbackStore = {
  /** Null when the message is not kept any more, or has no answer. Inside a transaction, others who ask for the same message wait. */
  subject(messageId: string): Promise<FeedbackSubject | null>;
  /** What one member said of the reply to a message, oldest first. */
  given(messageId: string, memberKey: string): Promise<FeedbackEntry[]>;
  /** Throws when the id is taken. */
  add(entry: FeedbackEntry, at: At): Promise<void>;
};
