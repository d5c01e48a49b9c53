import type { RichTextBlock, RichTextElement } from "@slack/types";

/**
 * Pieces of `rich_text` blocks (https://docs.slack.dev/reference/block-kit/blocks/rich-text-block). Words in them are shown as they are:
 * Slack looks for no mention, link or mark in them, so nothing that a page or a person wrote can act.
 */
export type Inline = RichTextElement;

type Style = { bold?: boolean; italic?: boolean };

/** Words as they are. Slack refuses an empty one, so callers leave empty words out. */
export const words = (text: string, style?: Style): Inline => ({ type: "text", text, ...(style && { style }) });

/** A link; `url` must have been checked by whoever made it. */
export const link = (url: string, text: string): Inline => ({ type: "link", url, text });

/** One paragraph. */
export const paragraph = (...elements: Inline[]): RichTextBlock => ({
  type: "rich_text",
  elements: [{ type: "rich_text_section", elements }],
});

/** Bulleted lines. */
export const bullets = (lines: Inline[][]): RichTextBlock => ({
  type: "rich_text",
  elements: [
    { type: "rich_text_list", style: "bullet", elements: lines.map((elements) => ({ type: "rich_text_section", elements })) },
  ],
});

/** Somebody's exact words, set off by a line at the side. */
export const quotation = (text: string): RichTextBlock => ({
  type: "rich_text",
  elements: [{ type: "rich_text_quote", elements: [words(text)] }],
});

const lettersOf = (inline: Inline): number => ("text" in inline ? (inline.text?.length ?? 0) : 0);

/** How many letters of a block are read. */
export const lengthOf = (block: RichTextBlock): number =>
  block.elements
    .flatMap((part) => (part.type === "rich_text_list" ? part.elements.flatMap(({ elements }) => elements) : part.elements))
    .reduce((sum, inline) => sum + lettersOf(inline), 0);
