import { withAttachments } from "../../domain/attachments.ts";
import type { ChannelRule } from "../../domain/knowledge-config.ts";
import type { InboundMessage } from "../../domain/message.ts";
import type { Accepted } from "../../flows/accept-message.ts";
import type { ConversationStore } from "../../ports/conversation-store.ts";
import type { SilenceStore } from "../../ports/silence-store.ts";
import { asksToKeepOut } from "./keep-out.ts";
import type { SlackMessage } from "./read-event.ts";
import { placeAsText, type SlackPlace } from "./slack-place.ts";

/** What taking a Slack message in needs. `memberKeyOf` makes the pseudonym of a Slack user; `ruleOf` says what holds in a channel. */
export type TakeInDeps = {
  accept: (message: InboundMessage) => Promise<Accepted>;
  memberKeyOf: (user: string) => string;
  conversations: Pick<ConversationStore, "isKnown" | "turns">;
  silences: SilenceStore;
  ruleOf: (channel: string) => ChannelRule;
  now: () => Date;
};

/** What became of a message. */
export type TakenIn = Accepted["kind"] | "not_for_us";

/** The message as the spine takes it. */
export const inboundOf = (
  { memberKeyOf, ruleOf }: Pick<TakeInDeps, "memberKeyOf" | "ruleOf">,
  { externalId, threadKey, place, sentAt, text, files }: SlackMessage,
  over: Partial<SlackPlace> = {},
): InboundMessage => {
  const rule = place.surface === "channel" ? ruleOf(place.channel) : "mention";
  return {
    channel: "slack",
    externalId,
    threadKey,
    memberKey: memberKeyOf(`${place.team}:${place.user}`),
    replyTo: placeAsText({ ...place, ...(rule !== "mention" && { rule }), ...over }),
    text: withAttachments(text, files),
    sentAt,
  };
};

/**
 * Whether a message is for Noticeboard. Everything in a direct conversation is, and whatever names it, which also ends a silence. In a thread that
 * it knows, it answers without being named only who asked there before, and only while nobody else has spoken: as soon as somebody else writes, or
 * is called in, people talk to each other, and it is silent until it is named.
 */
const judge = async (deps: TakeInDeps, message: SlackMessage): Promise<"answer" | "keep_out" | "not_for_us"> => {
  const { place, threadKey, text, addressed } = message;
  if (place.surface !== "channel") return "answer";
  const { conversations, silences } = deps;
  const isOff = deps.ruleOf(place.channel) === "off";
  const isKeepOut = place.threadTs !== place.messageTs && asksToKeepOut(text);
  if (addressed === "yes") {
    if (isOff) return "answer";
    if (isKeepOut) return (await silences.whyOf("slack", threadKey)) === "told_to" ? "not_for_us" : "keep_out";
    // Before it is stored: a repeat after a crash in between finds it awake as well.
    await silences.wake("slack", threadKey);
    return "answer";
  }
  if (isOff || !(await conversations.isKnown("slack", threadKey))) return "not_for_us";
  if ((await silences.whyOf("slack", threadKey)) !== null) return "not_for_us";
  if (isKeepOut && !message.speaksToOthers) return "keep_out";
  const writer = { channel: "slack", memberKey: deps.memberKeyOf(`${place.team}:${place.user}`) } as const;
  if (!message.speaksToOthers && (await conversations.turns(writer, threadKey, 1)).length > 0) return "answer";
  await silences.hush("slack", threadKey, "people_talk", { nowAt: deps.now().toISOString() });
  return "not_for_us";
};

/** Stores a message when it is meant for Noticeboard. Throws `NotStored` when that fails: Slack must then send it again. */
export const takeIn = async (deps: TakeInDeps, message: SlackMessage): Promise<TakenIn> => {
  const judged = await judge(deps, message);
  if (judged === "not_for_us") return judged;
  const accepted = await deps.accept(inboundOf(deps, message, judged === "keep_out" ? { told: judged } : {}));
  if (judged === "keep_out") await deps.silences.hush("slack", message.threadKey, "told_to", { nowAt: deps.now().toISOString() });
  return accepted.kind;
};
