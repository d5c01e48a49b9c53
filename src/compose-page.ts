import type { Store } from "./adapters/store/store.ts";
import { type InProcessChannel, inProcessChannel } from "./channels/loopback/in-process-channel.ts";
import { createNoticeBoard, type NoticeBoard } from "./flows/notice-board.ts";

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
