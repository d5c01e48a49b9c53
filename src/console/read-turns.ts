import type { DecisionRecord } from "../domain/decision-record.ts";
import type { AnswerReply } from "../domain/reply.ts";
import type { ConversationReply, ConversationStore, ConversationTurn, Participant } from "../ports/conversation-store.ts";
import type { ReceiptStore } from "../ports/receipt-store.ts";
import { shownPassages } from "./shown-passages.ts";
import type { ConsoleAnswer, ShownReply, ThreadTurn } from "./thread.ts";

/** What reading a thread needs. */
export type ReadTurnsDeps = {
  conversations: Pick<ConversationStore, "turns">;
  receipts: Pick<ReceiptStore, "read">;
  member: Participant;
};

/** The quoted passages by id, as they were when the answer was given. */
const citedTexts = async ({ receipts }: ReadTurnsDeps, answerId: string | null): Promise<Map<string, string>> => {
  const stored = answerId === null ? null : await receipts.read(answerId);
  return new Map(stored?.receipt.cited.map(({ passage }) => [passage.id, passage.text]));
};

const answerOf = async (
  deps: ReadTurnsDeps,
  reply: AnswerReply,
  text: string,
  decision: DecisionRecord | null,
): Promise<ConsoleAnswer> => {
  const { outcome, reason, notices, asOf, answerId, wayToPerson } = reply;
  const citations = reply.parts.flatMap((part) => part.citations);
  const passages = shownPassages(citations, await citedTexts(deps, answerId));
  return {
    row: { outcome, reason, text, citations, asOf, notices, case: reply.case, answerId },
    passages,
    decision,
    wayToPerson,
  };
};

const shownReply = async (
  deps: ReadTurnsDeps,
  { content, text }: ConversationReply,
  { decision }: ConversationTurn,
): Promise<ShownReply> =>
  content.kind === "answer" ? { kind: "answer", answer: await answerOf(deps, content, text, decision) } : content;

/** The newest `limit` turns of a thread as the page shows them: what was stored, with the passages that the answers quote. */
export const readTurns = async (deps: ReadTurnsDeps, threadId: string, limit: number): Promise<ThreadTurn[]> => {
  const turns = await deps.conversations.turns(deps.member, threadId, limit);
  return Promise.all(
    turns.map(async (turn) => {
      const { number, messageId, question, arrivedAt: askedAt, isSettled } = turn;
      const replies = await Promise.all(turn.replies.map((reply) => shownReply(deps, reply, turn)));
      return { number, threadId, messageId, question, askedAt, isSettled, replies };
    }),
  );
};
