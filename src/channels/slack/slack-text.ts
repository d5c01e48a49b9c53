/** Slack's own escapes, the only three it has (https://docs.slack.dev/messaging/formatting-message-text). */
const letterOf: Readonly<Record<string, string>> = { "&amp;": "&", "&lt;": "<", "&gt;": ">" };

const withoutEscapes = (text: string): string => text.replace(/&(?:amp|lt|gt);/g, (written) => letterOf[written]!);

/** `<...>` in a message: a person, a channel, a group, a broadcast, a date or a link; each with or without words after a bar. */
const inWords = (inside: string, botUserId: string): string => {
  const [target = "", ...rest] = inside.split("|");
  const words = rest.join("|");
  if (target === `@${botUserId}`) return " ";
  if (target.startsWith("@")) return words === "" ? "(a colleague)" : `@${words}`;
  if (target.startsWith("#")) return words === "" ? "(a channel)" : `#${words}`;
  if (target.startsWith("!date")) return words;
  if (target.startsWith("!subteam")) return words === "" ? "(a group)" : words;
  if (target.startsWith("!")) return "";
  const address = target.replace(/^mailto:|^tel:/, "");
  return words === "" || words === address ? address : `${words} (${address})`;
};

/**
 * What a member wrote, as plain text: the mention of the bot taken out, people and channels without their ids, links with their address, and
 * Slack's escapes undone. `botUserId` is the bot's own user.
 */
export const plainTextOf = (slackText: string, botUserId: string): string =>
  withoutEscapes(slackText.replace(/<([^<>\n]*)>/g, (_, inside: string) => inWords(inside, botUserId)))
    .replace(/[ \t]{2,}/g, " ")
    .replace(/[ \t]+\n/g, "\n")
    .trim();

/** Whether a message speaks to the bot by name. */
export const mentions = (slackText: string, userId: string): boolean =>
  slackText.includes(`<@${userId}>`) || slackText.includes(`<@${userId}|`);

/** Whether a message speaks to somebody else by name. */
export const mentionsOthers = (slackText: string, botUserId: string): boolean =>
  [...slackText.matchAll(/<@([A-Z0-9]+)(?:\|[^>]*)?>/g)].some(([, userId]) => userId !== botUserId);

/**
 * Text for the one field that Slack always reads for mentions, links and dates: the summary that notifications show. Everything else goes into
 * `rich_text` blocks, whose words are never read for marks.
 */
export const escaped = (text: string): string => text.replace(/&/g, "&amp;").replace(/</g, "&lt;").replace(/>/g, "&gt;");
