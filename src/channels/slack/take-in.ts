import type { InboundMessage } from "../../domain/message.ts";
import type { Accepted } from "../../flows/accept-message.ts";
import type { SlackMessage } from "./read-event.ts";
import { placeAsText } from "./slack-place.ts";

/** What taking a Slack message in needs. `memberKeyOf` makes the pseudonym of a Slack user. */
export type TakeInDeps = {
  accept: (message: InboundMessage) => Promise<Accepted>;
  memberKeyOf: (user: string) => string;
  /** Whether Noticeboard has taken part in a conversation, so that what is written there may be meant for it. */
  knowsThread: (threadKey: string) => Promise<boolean>;
};

/** What became of a message. */
export type TakenIn = Accepted["kind"] | "not_for_us";

/** Attachments are named, since they are not read: whoever takes the case must know that there are some. */
const withFiles = ({ text, files }: SlackMessage): string =>
  files.length === 0 ? text : `${text}\n\n(Attached and not read: ${files.join(", ")})`.trim();

/** In a thread that Noticeboard knows, people may also talk to each other: then it keeps silent. */
const isForUs = async (deps: TakeInDeps, message: SlackMessage): Promise<boolean> => {
  if (message.addressed === "yes") return true;
  return !message.speaksToOthers && (await deps.knowsThread(message.threadKey));
};

/** Stores a message when it is meant for Noticeboard. Throws `NotStored` when that fails: Slack must then send it again. */
export const takeIn = async (deps: TakeInDeps, message: SlackMessage): Promise<TakenIn> => {
  if (!(await isForUs(deps, message))) return "not_for_us";
  const { externalId, threadKey, place, sentAt } = message;
  const accepted = await deps.accept({
    channel: "slack",
    externalId,
    threadKey,
    memberKey: deps.memberKeyOf(`${place.team}:${place.user}`),
    replyTo: placeAsText(place),
    text: withFiles(message),
    sentAt,
  });
  return accepted.kind;
};
