import { z } from "zod";
import type { AskSlack, SlackAnswer } from "./ask-slack.ts";
import type { SlackFinding } from "./check-slack.ts";
import { refusalInWords } from "./refusals-in-words.ts";

const Opened = z.object({ channel: z.object({ id: z.string() }) });

const words =
  "This is a test message of Noticeboard. Whoever sets it up sent it with `doctor`. Nobody needs to do anything. I am a bot.";

/** What keeps a message from somebody, for whoever sets Noticeboard up. */
const placeInWords: Readonly<Record<string, string>> = {
  channel_not_found:
    "Slack knows no such channel, or the bot is not in it. In the channel write /invite @Noticeboard, and copy the id from the foot of the channel's details.",
  not_in_channel: "the bot is not in that channel. In the channel write /invite @Noticeboard.",
  is_archived: "that channel is archived. Choose another.",
  user_not_found: 'Slack knows no such person. In their profile press the three dots, "Copy member ID".',
  user_disabled: "that person's account is switched off.",
  cannot_dm_bot: "that is a bot, which cannot be written to.",
  restricted_action: "an owner of the workspace lets only some people post there. Choose another channel.",
};

const failure = (answer: Exclude<SlackAnswer, { kind: "done" }>): string => {
  if (answer.kind === "unreachable") return `it may not have been sent: Slack cannot be reached (${answer.why})`;
  const why = placeInWords[answer.error];
  return why === undefined ? refusalInWords(answer.error, "SLACK_BOT_TOKEN") : `not sent: ${why}`;
};

/** Sends one message to a person (U...) or into a channel (C..., G..., D...), and says where to look for it. */
export const sendTestMessage = async (ask: AskSlack, botToken: string, to: string): Promise<SlackFinding> => {
  const name = "Slack test message";
  if (!/^[UWCGD][A-Z0-9]{2,30}$/.test(to)) {
    const says = `"${to}" is no id of Slack: a person's begins with U (profile, three dots, "Copy member ID"), a channel's with C (foot of its details)`;
    return { name, isGood: false, says };
  }
  let channel = to;
  const isPerson = /^[UW]/.test(to);
  if (isPerson) {
    const opened = await ask("conversations.open", botToken, { users: to });
    if (opened.kind !== "done") return { name, isGood: false, says: failure(opened) };
    const read = Opened.safeParse(opened.body);
    if (!read.success) return { name, isGood: false, says: "Slack's answer to conversations.open cannot be read" };
    channel = read.data.channel.id;
  }
  const sent = await ask("chat.postMessage", botToken, { channel, text: words });
  if (sent.kind !== "done") return { name, isGood: false, says: failure(sent) };
  const where = isPerson ? 'under "Apps" at the left, Noticeboard, "Messages"' : `in the channel ${to}`;
  return { name, isGood: true, says: `sent. ${isPerson ? "That person finds it" : "It stands"} ${where}` };
};
