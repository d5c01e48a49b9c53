import type { Store } from "./adapters/store/store.ts";
import { type InProcessChannel, inProcessChannel } from "./channels/loopback/in-process-channel.ts";
import { type AskByMessageDeps, askByMessage } from "./console/ask-by-message.ts";
import type { ConsoleDeps } from "./console/console-deps.ts";
import { readTurns } from "./console/read-turns.ts";
import { createNoticeBoard, type NoticeBoard } from "./flows/notice-board.ts";
import type { Participant } from "./ports/conversation-store.ts";

/** What joins the try-it page and the spine: the page asks like any member, and reads the answers where the spine keeps them. */
export type PageParts = Pick<Store, "conversations" | "receipts"> & {
  channel: InProcessChannel;
  notices: NoticeBoard;
  /** The clock of what is being asked. */
  now: () => Date;
};

/** The page's half of the spine. */
export const pageParts = ({ conversations, receipts }: Store, now: () => Date): PageParts => ({
  conversations,
  receipts,
  channel: inProcessChannel("console", conversations.replyIds),
  notices: createNoticeBoard(),
  now,
});

/** What the page asks and reads with, for the member who sits before it. */
export const pageDeps = (
  { conversations, receipts, channel, notices, now }: PageParts,
  accept: AskByMessageDeps["accept"],
  member: Participant,
): Pick<ConsoleDeps, "ask" | "threads" | "turns" | "isSettled" | "follow" | "arrival"> => ({
  ask: (asked) => askByMessage({ accept, conversations, member, now }, asked),
  threads: (limit) => conversations.threads(member, limit),
  turns: (threadId, limit) => readTurns({ conversations, receipts, member }, threadId, limit),
  isSettled: conversations.isSettled,
  follow: notices.follow,
  arrival: channel.arrival,
});
