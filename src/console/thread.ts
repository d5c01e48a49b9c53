import type { AskRow } from "../domain/answer.ts";
import type { DecisionRecord } from "../domain/decision-record.ts";
import type { RepReply, WordedReply } from "../domain/reply.ts";

/** A citation's place in its passage: `text.slice(start, end)` is the quotation (UTF-16 code units). */
export type QuoteSpan = { start: number; end: number; number: number };

/** A passage to show beside the answer, with the quotations to highlight in it. */
export type ShownPassage = {
  passageId: string;
  text: string;
  heading: string[];
  sourceId: string;
  title: string;
  publisher: string;
  /** Opens at the quotation, as `Citation.url` does. */
  url: string;
  page: number | null;
  publishedOn: string | null;
  updatedOn: string | null;
  quotes: QuoteSpan[];
};

/** What an answer says, as far as the page shows it. */
export type AnswerRow = Pick<AskRow, "outcome" | "reason" | "text" | "citations" | "asOf" | "notices" | "case" | "answerId">;

/**
 * Everything that the page shows for one answer. `wayToPerson` is the reply's own way to a rep, as it stands in the text; `decision` is null
 * where nothing is known of how it was decided.
 */
export type ConsoleAnswer = {
  row: AnswerRow;
  passages: ShownPassage[];
  decision: DecisionRecord | null;
  wayToPerson: string;
};

/** One thing that went back to the member. */
export type ShownReply = { kind: "answer"; answer: ConsoleAnswer } | RepReply | WordedReply;

/**
 * One question with what came back. `isSettled` is false while it is being worked on; a settled one without a reply went to the rep who has the
 * thread's case. `number` counts from 1 within the thread.
 */
export type ThreadTurn = {
  number: number;
  threadId: string;
  messageId: string;
  question: string;
  askedAt: string;
  isSettled: boolean;
  replies: ShownReply[];
};

/** A conversation of the try-it page, oldest turn first. */
export type Thread = { id: string; turns: ThreadTurn[] };

/** Whether a question still waits for its answer. */
export const isWaiting = ({ isSettled }: Pick<ThreadTurn, "isSettled">): boolean => !isSettled;
