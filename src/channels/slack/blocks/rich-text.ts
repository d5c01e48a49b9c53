import type { RichTextBlock, RichTextElement } from "@slack/types";
import { cleanText } from "../../../domain/clean-text.ts";

/**
 * Pieces of `rich_text` blocks (https://docs.slack.dev/reference/block-kit/blocks/rich-text-block). Words in them are shown as they are:
 * Slack looks for no mention, link or mark in them, so nothing that a page or a person wrote can act.
 */
export type Inline = RichTextElement;

type Style = { bold?: boolean; italic?: boolean };

/**
 * Slack's longest address of a button (https://docs.slack.dev/reference/block-kit/block-elements/button-element), in bytes here; it names none for
 * links in text, and cuts messages off by their size.
 */
const longestUrl = 3000;

/** A source's name in a link, in letters; a longer one ends in an ellipsis. */
const longestLabel = 300;

/**
 * The most of one block, in letters and in bytes of JSON. Slack names no limit for `rich_text`, and refuses whole messages with
 * `msg_blocks_too_long` from some 12,000 letters of JSON on (https://github.com/slackapi/bolt-js/issues/2867).
 */
const mostOfBlock = { letters: 1500, bytes: 5000 };

/** Words as they are, but for letters that nobody can see. */
export const words = (text: string, style?: Style): Inline => ({
  type: "text",
  text: cleanText(text).text,
  ...(style && { style }),
});

const plainAddress = (url: string): string => url.split("#", 1)[0] ?? "";

/** An address that Slack may be given: of the web, and not too long; without its fragment when that makes it fit. Null when there is none. */
export const webAddress = (url: string): string | null => {
  const address = [url, plainAddress(url)].find((one) => Buffer.byteLength(one) <= longestUrl);
  if (address === undefined || !/^https?:\/\/[^\s\p{Cc}\p{Cf}<>|]+$/iu.test(address) || !URL.canParse(address)) return null;
  return address;
};

/** A link that reads `label`, or the label alone when the address is none that Slack may be given. */
export const link = (url: string, label: string): Inline => {
  const clean = cleanText(label).text;
  const letters = [...clean];
  const text = letters.length > longestLabel ? `${letters.slice(0, longestLabel - 1).join("")}\u2026` : clean;
  const address = webAddress(url);
  return address === null || text.trim() === "" ? { type: "text", text } : { type: "link", url: address, text };
};

const mailAddress = /[a-z0-9][a-z0-9._+-]{0,60}@[a-z0-9-]{1,60}(?:\.[a-z0-9-]{1,60}){1,5}/giu;

/** Approved wording in which e-mail addresses can be pressed, for whoever reads it on a phone. Never for what a page or a person wrote. */
export const withAddresses = (approved: string): Inline[] => {
  const { text } = cleanText(approved);
  const inlines: Inline[] = [];
  let from = 0;
  for (const { 0: address, index } of text.matchAll(mailAddress)) {
    inlines.push(words(text.slice(from, index)), { type: "link", url: `mailto:${address}`, text: address });
    from = index + address.length;
  }
  return [...inlines, words(text.slice(from))];
};

const lettersOf = (inline: Inline): number => ("text" in inline ? (inline.text?.length ?? 0) : 0);

/** Slack refuses a text without any letter. */
const isSaid = (inline: Inline): boolean => inline.type !== "text" || inline.text !== "";

const fits = (inlines: readonly Inline[]): boolean =>
  inlines.reduce((sum, inline) => sum + lettersOf(inline), 0) <= mostOfBlock.letters &&
  Buffer.byteLength(JSON.stringify(inlines)) <= mostOfBlock.bytes;

/** Where a text is best cut within its first letters: after a line, else a sentence, else a word, else between two letters. */
const placeToCut = (head: string): number => {
  const least = head.length / 2;
  const places = [head.lastIndexOf("\n") + 1, head.lastIndexOf(". ") + 2, head.lastIndexOf(" ") + 1];
  const place = places.find((at) => at > least);
  if (place !== undefined) return place;
  return /[\uD800-\uDBFF]$/.test(head) ? head.length - 1 : head.length;
};

const cutText = (inline: Inline): Inline[] => {
  if (inline.type !== "text" || inline.text.length <= mostOfBlock.letters) return [inline];
  const pieces: Inline[] = [];
  for (let rest = inline.text; rest !== ""; ) {
    const head = rest.slice(0, mostOfBlock.letters);
    const at = head.length === rest.length ? rest.length : placeToCut(head);
    pieces.push({ ...inline, text: rest.slice(0, at) });
    rest = rest.slice(at);
  }
  return pieces;
};

/** A line as lines that each fit a block. */
const cutLine = (line: readonly Inline[]): Inline[][] => {
  const lines: Inline[][] = [];
  for (const inline of line.filter(isSaid).flatMap(cutText)) {
    const last = lines.at(-1);
    if (last !== undefined && fits([...last, inline])) last.push(inline);
    else lines.push([inline]);
  }
  return lines;
};

/** Lines filled into groups that each fit a block; a line that does not fit by itself is cut. */
const grouped = (lines: readonly Inline[][]): Inline[][][] => {
  const groups: Inline[][][] = [];
  for (const line of lines.flatMap(cutLine)) {
    const last = groups.at(-1);
    if (last !== undefined && fits([...last.flat(), ...line])) last.push(line);
    else groups.push([line]);
  }
  return groups;
};

const section = (elements: Inline[]) => ({ type: "rich_text_section" as const, elements });

/** Sentences that run on, each a list of inlines that stays whole where it can; as many blocks as they take. */
export const sentences = (all: readonly Inline[][]): RichTextBlock[] =>
  grouped(all).map((group) => {
    const elements = group.flatMap((sentence, index) => (index === 0 ? sentence : [words(" "), ...sentence]));
    return { type: "rich_text", elements: [section(elements)] };
  });

/** A paragraph; more than one block when it is very long, none when it says nothing. */
export const paragraph = (...inlines: Inline[]): RichTextBlock[] => sentences([inlines]);

/** Bulleted lines. */
export const bullets = (lines: readonly Inline[][]): RichTextBlock[] =>
  grouped(lines).map((group) => ({
    type: "rich_text",
    elements: [{ type: "rich_text_list", style: "bullet", elements: group.map(section) }],
  }));

/** What a heading and the block that it belongs to may have together, in bytes of JSON. */
const mostTogether = 8000;

/** Blocks under a heading, which is one block with the first of them, so that no message ends in a heading. */
export const headed = (heading: readonly RichTextBlock[], body: readonly RichTextBlock[]): RichTextBlock[] => {
  const [last, first] = [heading.at(-1), body[0]];
  if (last === undefined || first === undefined) return [...heading, ...body];
  const joined: RichTextBlock = { type: "rich_text", elements: [...last.elements, ...first.elements] };
  if (Buffer.byteLength(JSON.stringify(joined)) > mostTogether) return [...heading, ...body];
  return [...heading.slice(0, -1), joined, ...body.slice(1)];
};

/** Somebody's exact words, set off by a line at the side. */
export const quotation = (text: string): RichTextBlock[] =>
  grouped([[words(text)]]).map((group) => ({
    type: "rich_text",
    elements: [{ type: "rich_text_quote", elements: group.flat() }],
  }));

const inlinesOf = (block: RichTextBlock): Inline[] =>
  block.elements.flatMap((part) =>
    part.type === "rich_text_list" ? part.elements.flatMap(({ elements }) => elements) : part.elements,
  );

/** How many letters of a block are read. */
export const lengthOf = (block: RichTextBlock): number => inlinesOf(block).reduce((sum, inline) => sum + lettersOf(inline), 0);

/** What a block says, without its marks. */
export const plainOf = (block: RichTextBlock): string =>
  inlinesOf(block)
    .map((inline) => ("text" in inline ? (inline.text ?? "") : ""))
    .join("");
