import type { Block, Section } from "../domain/document.ts";
import type { ParsedFile } from "../domain/parsed-file.ts";
import { storableText } from "../domain/storable-text.ts";

const storable = (text: string | null): string | null => (text === null ? null : storableText(text));

const storableBlock = ({ kind, text, introducedBy }: Block): Block => {
  return { kind, text: storableText(text), introducedBy: storable(introducedBy) };
};

const storableSection = ({ heading, anchor, page, blocks }: Section): Section => {
  return { heading: heading.map(storableText), anchor: storable(anchor), page, blocks: blocks.map(storableBlock) };
};

/**
 * A parsed file as it will be read back from any store. PDFs can say NUL or half a surrogate pair for a glyph; taken out only when it is
 * written, the passage would no longer have the digest, nor the words, of the page that it was cut from.
 */
export const storableFile = (parsed: ParsedFile): ParsedFile => ({
  ...parsed,
  title: storableText(parsed.title),
  url: storable(parsed.url),
  publisher: storable(parsed.publisher),
  sections: parsed.sections.map(storableSection),
});
