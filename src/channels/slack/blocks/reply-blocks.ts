import type { ActionsBlock, DividerBlock, KnownBlock, RichTextBlock } from "@slack/types";
import type { Citation } from "../../../domain/answer.ts";
import { dayInWords } from "../../../domain/calendar.ts";
import type { AnswerReply, ReplyContent, ReplyPart } from "../../../domain/reply.ts";
import { escaped } from "../slack-text.ts";
import { replyActions } from "./reply-actions.ts";
import { bullets, type Inline, lengthOf, link, paragraph, words } from "./rich-text.ts";

/** One message as Slack takes it. `text` is what notifications and screen readers say. */
export type SlackPost = { text: string; blocks: KnownBlock[] };

/**
 * Slack takes 50 blocks and some 13,000 letters of blocks a message (`msg_blocks_too_long`); a phone shows far fewer at once, so a long answer
 * is told in several messages, cut between sentences.
 */
export const postLimits = { blocks: 40, letters: 3000, summary: 300 };

type Piece = RichTextBlock | DividerBlock;

const onlyWeb = (url: string): boolean => /^https?:\/\//.test(url);

const mark = ({ number, url }: Pick<Citation, "number" | "url">): Inline =>
  onlyWeb(url) ? link(url, `[${number}]`) : words(`[${number}]`);

/** A claim with its marks, each of which opens the source at the words that prove the claim. */
const claimInlines = (part: ReplyPart, claim: ReplyPart["claims"][number]): Inline[] => [
  words(`${claim.text} `),
  ...claim.citations.map((number) => mark(part.citations.find((citation) => citation.number === number) ?? { number, url: "" })),
];

/** Claims as they read best: sentences run on, list items as bullets. Each sentence stays whole, so that a long answer can be cut between them. */
const claimBlocks = (part: ReplyPart): Piece[] => {
  const blocks: Piece[] = [];
  let run: Inline[] = [];
  let items: Inline[][] = [];
  const flush = (): void => {
    if (run.length > 0) blocks.push(paragraph(...run));
    if (items.length > 0) blocks.push(bullets(items));
    run = [];
    items = [];
  };
  for (const claim of part.claims) {
    const inlines = claimInlines(part, claim);
    if (claim.listItem) {
      if (run.length > 0) flush();
      items.push(inlines);
    } else {
      if (items.length > 0) flush();
      const isLong = run.length > 0 && lengthOf(paragraph(...run, ...inlines)) > postLimits.letters / 2;
      if (isLong) flush();
      run.push(...(run.length > 0 ? [words(" ")] : []), ...inlines);
    }
    if (items.length > 0 && lengthOf(bullets(items)) > postLimits.letters / 2) flush();
  }
  flush();
  return blocks;
};

const placeOf = ({ heading, title, page }: Citation): string => {
  const section = heading.filter((each) => each !== title).at(-1);
  return [section, page === null ? undefined : `page ${page}`].filter((each) => each !== undefined).join(", ");
};

const dateOf = ({ updatedOn, publishedOn }: Citation): string => {
  const day = updatedOn ?? publishedOn;
  return day === null ? "no date given" : `as of ${dayInWords(day)}`;
};

const sourceInlines = (citation: Citation): Inline[] => {
  const place = placeOf(citation);
  const title = citation.title === "" ? citation.sourceId : citation.title;
  return [
    words(`[${citation.number}] `),
    onlyWeb(citation.url) ? link(citation.url, title) : words(title),
    words(
      `${place === "" ? "" : `, ${place}`}${citation.publisher === "" ? "" : ` (${citation.publisher})`}, ${dateOf(citation)}`,
    ),
  ];
};

const partBlocks = (part: ReplyPart): Piece[] => [
  ...(part.question === null ? [] : [paragraph(words(`\u201C${part.question}\u201D`, { bold: true }))]),
  ...claimBlocks(part),
  ...(part.citations.length === 0
    ? []
    : [paragraph(words("Where this stands:", { bold: true })), bullets(part.citations.map(sourceInlines))]),
];

const answerPieces = (reply: AnswerReply): Piece[] => [
  ...(reply.lead === null ? [] : [paragraph(words(reply.lead))]),
  ...(reply.general === null ? [] : [paragraph(words(reply.general, { italic: true }))]),
  ...reply.parts.flatMap(partBlocks),
  ...reply.missed.map((missed) => paragraph(words(missed))),
  ...reply.notices.map((notice) => paragraph(words(notice, { italic: true }))),
  ...(reply.wayToPerson === "" ? [] : [paragraph(words(reply.wayToPerson))]),
];

/** Words longer than a block may be, cut at the ends of sentences, then of words. */
const cutWords = (text: string): string[] => {
  if (text.length <= postLimits.letters) return [text];
  const head = text.slice(0, postLimits.letters);
  const at = Math.max(head.lastIndexOf("\n"), head.lastIndexOf(". ") + 1, 0) || head.lastIndexOf(" ") || head.length;
  return [text.slice(0, at), ...cutWords(text.slice(at).trimStart())];
};

const piecesOf = (content: ReplyContent): Piece[] => {
  if (content.kind === "answer") return answerPieces(content);
  if (content.kind === "worded") return cutWords(content.text).map((text) => paragraph(words(text)));
  return [
    paragraph(words(`${content.signedAs}, a rep, writes:`, { bold: true })),
    ...cutWords(content.words).map((text) => paragraph(words(text))),
  ];
};

const sizeOf = (piece: Piece): number => (piece.type === "rich_text" ? lengthOf(piece) : 0);

/** Fills messages in order; a piece that is too long by itself has one of its own. */
const inMessages = (pieces: Piece[]): Piece[][] => {
  const messages: Piece[][] = [];
  let letters = 0;
  for (const piece of pieces) {
    const last = messages.at(-1);
    if (last === undefined || last.length >= postLimits.blocks || letters + sizeOf(piece) > postLimits.letters) {
      messages.push([piece]);
      letters = sizeOf(piece);
    } else {
      last.push(piece);
      letters += sizeOf(piece);
    }
  }
  return messages;
};

const summaryOf = (content: ReplyContent): string => {
  const first =
    content.kind === "answer"
      ? (content.lead ?? content.parts[0]?.claims[0]?.text ?? content.missed[0] ?? content.wayToPerson)
      : content.kind === "rep"
        ? `${content.signedAs}, a rep, writes: ${content.words}`
        : content.text;
  const short = first.length > postLimits.summary ? `${first.slice(0, postLimits.summary - 1)}\u2026` : first;
  return escaped(short);
};

const actionsOf = (content: ReplyContent, messageId: string): ActionsBlock[] =>
  content.kind === "answer" ? [replyActions(content, messageId)] : [];

/** A reply as Slack messages, in the order in which they are to be posted. `messageId` names the member's message for the buttons. */
export const replyPosts = (content: ReplyContent, messageId: string): SlackPost[] => {
  const messages = inMessages(piecesOf(content));
  const text = summaryOf(content);
  return messages.map((blocks, index) => ({
    text,
    blocks: index === messages.length - 1 ? [...blocks, ...actionsOf(content, messageId)] : blocks,
  }));
};
