import type { ActionsBlock, KnownBlock, RichTextBlock } from "@slack/types";
import { dayInWords } from "../../../domain/calendar.ts";
import type { AnswerReply, ReplyPart, SaidContent } from "../../../domain/reply.ts";
import { escaped } from "../slack-text.ts";
import { replyActions } from "./reply-actions.ts";
import { bullets, headed, type Inline, lengthOf, paragraph, plainOf, sentences, withAddresses, words } from "./rich-text.ts";
import { mark, sourceLines } from "./source-lines.ts";

/** One message as Slack takes it. `text` is what notifications and screen readers say. */
export type SlackPost = { text: string; blocks: KnownBlock[] };

/**
 * Slack takes 50 blocks a message (https://docs.slack.dev/reference/block-kit/blocks), 4,000 letters of `text`
 * (https://docs.slack.dev/reference/methods/chat.postMessage), and some 12,000 letters of JSON in all, which is written nowhere
 * (https://github.com/slackapi/bolt-js/issues/2867). A phone shows far fewer at once, so a long answer is told in several
 * messages, cut between sentences.
 */
export const postLimits = { blocks: 40, letters: 3000, bytes: 9000, summary: 300 };

/** A claim with its marks. */
const claimInlines = (part: ReplyPart, claim: ReplyPart["claims"][number]): Inline[] => [
  words(`${claim.text} `),
  ...claim.citations.map((number) => mark(part.citations.find((citation) => citation.number === number) ?? { number, url: "" })),
];

/** Claims as they read best: sentences run on, list items as bullets. Each sentence stays whole, so that a long answer is cut between them. */
const claimBlocks = (part: ReplyPart): RichTextBlock[] => {
  const runs: { isList: boolean; claims: Inline[][] }[] = [];
  for (const claim of part.claims) {
    const last = runs.at(-1);
    if (last?.isList === claim.listItem) last.claims.push(claimInlines(part, claim));
    else runs.push({ isList: claim.listItem, claims: [claimInlines(part, claim)] });
  }
  return runs.flatMap(({ isList, claims }) => (isList ? bullets(claims) : sentences(claims)));
};

/** The day of the oldest source; null when one has no date. */
const oldestDay = ({ citations }: ReplyPart): string | null => {
  const days = citations.map(({ updatedOn, publishedOn }) => updatedOn ?? publishedOn);
  return days.some((day) => day === null) ? null : ((days as string[]).sort()[0] ?? null);
};

const sourceBlocks = (part: ReplyPart): RichTextBlock[] => {
  if (part.citations.length === 0) return [];
  const day = oldestDay(part);
  const heading = day === null ? "Where this stands:" : `Where this stands, as of ${dayInWords(day)}:`;
  return headed(paragraph(words(heading, { bold: true })), bullets(sourceLines(part.citations)));
};

const partBlocks = (part: ReplyPart): RichTextBlock[] => {
  const asked = part.question === null ? [] : paragraph(words(`\u201C${part.question}\u201D`, { bold: true }));
  return [...headed(asked, claimBlocks(part)), ...sourceBlocks(part)];
};

/** The case's number by itself, where none of the words name it. */
const caseBlocks = (reply: AnswerReply): RichTextBlock[] => {
  const { lead, missed, case: opened } = reply;
  if (opened === null || [lead ?? "", ...missed].some((text) => text.includes(opened.id))) return [];
  return paragraph(words(`Your case is ${opened.id}.`, { bold: true }));
};

const answerBlocks = (reply: AnswerReply): RichTextBlock[] => [
  ...(reply.intro === undefined ? [] : paragraph(words(reply.intro, { italic: true }))),
  ...(reply.lead === null ? [] : paragraph(words(reply.lead))),
  ...(reply.general === null ? [] : paragraph(words(reply.general, { italic: true }))),
  ...reply.parts.flatMap(partBlocks),
  ...reply.missed.flatMap((missed) => paragraph(words(missed))),
  ...caseBlocks(reply),
  ...reply.notices.flatMap((notice) => paragraph(words(notice, { italic: true }))),
  ...paragraph(...withAddresses(reply.wayToPerson)),
];

const blocksOf = (content: SaidContent): RichTextBlock[] => {
  if (content.kind === "answer") return answerBlocks(content);
  if (content.kind === "worded") return paragraph(words(content.text));
  return [...paragraph(words(`${content.signedAs}, a rep, writes:`, { bold: true })), ...paragraph(words(content.words))];
};

const bytesOf = (block: KnownBlock): number => Buffer.byteLength(JSON.stringify(block));

/** Fills messages in order. */
const inMessages = (blocks: readonly RichTextBlock[]): RichTextBlock[][] => {
  const messages: RichTextBlock[][] = [];
  let [letters, bytes] = [0, 0];
  for (const block of blocks) {
    const last = messages.at(-1);
    letters += lengthOf(block);
    bytes += bytesOf(block);
    if (last !== undefined && last.length < postLimits.blocks && letters <= postLimits.letters && bytes <= postLimits.bytes) {
      last.push(block);
    } else {
      messages.push([block]);
      [letters, bytes] = [lengthOf(block), bytesOf(block)];
    }
  }
  return messages;
};

const firstWords = (content: SaidContent): string => {
  if (content.kind === "worded") return content.text;
  if (content.kind === "rep") return `${content.signedAs}, a rep, writes: ${content.words}`;
  return content.lead ?? content.parts[0]?.claims[0]?.text ?? content.missed[0] ?? content.wayToPerson;
};

const summaryOf = (text: string): string => {
  const letters = [...text.trim()];
  const short = letters.length > postLimits.summary ? [...letters.slice(0, postLimits.summary - 1), "\u2026"] : letters;
  return escaped(short.join(""));
};

const actionsOf = (content: SaidContent, messageId: string): ActionsBlock[] =>
  content.kind === "answer" ? replyActions(content, messageId) : [];

/** What is shown when a reply has no letter that can be seen: Slack refuses an empty message, and silence would be a loss. */
const wordless = "(There are no words in this message.)";

/** A reply as Slack messages, in the order in which they are to be posted. `messageId` names the member's message for the buttons. */
export const replyPosts = (content: SaidContent, messageId: string): SlackPost[] => {
  const blocks = blocksOf(content);
  const messages = inMessages(blocks.length === 0 ? paragraph(words(wordless)) : blocks);
  return messages.map((all, index) => {
    const own = all.map(plainOf).join("\n");
    const first = words(index === 0 ? firstWords(content) : own);
    const summary = summaryOf("text" in first && first.text?.trim() ? first.text : own);
    const isLast = index === messages.length - 1;
    return { text: summary === "" ? wordless : summary, blocks: isLast ? [...all, ...actionsOf(content, messageId)] : all };
  });
};
