import type { FlowItem } from "./flow-item.ts";
import { foldWhiteSpace } from "./fold-white-space.ts";
import { introducingLine } from "./introducing-line.ts";
import { readDay } from "./read-day.ts";
import { unwrapLines } from "./unwrap-lines.ts";

/** A line of plain text. `afterGap`: a blank line, or a bullet's lone marker, stands before it. */
type Line = { text: string; bullet: boolean; afterGap: boolean };

const bulletMarker = /^\s*(?:[-*+\u2022\u2023\u25AA\u25CF\u25E6\u2013\u00B7]|\(?(?:\d{1,2}|[a-z]|[ivx]{1,4})[.)])\s+/u;
const loneMarker = /^\s*[-*+\u2022\u25CF\u2013\u00B7]\s*$/u;
const underline = /^\s*[=_~*-]{3,}\s*$/u;

const readLines = (text: string): Line[] => {
  const lines: Line[] = [];
  let afterGap = false;
  for (const raw of text.split(/\r\n|[\n\r\u2028\u2029\f]/u)) {
    if (raw.trim() === "" || loneMarker.test(raw) || underline.test(raw)) {
      afterGap = true;
      continue;
    }
    const bullet = bulletMarker.test(raw);
    const folded = foldWhiteSpace(bullet ? raw.replace(bulletMarker, "") : raw);
    if (folded !== "") lines.push({ text: folded, bullet, afterGap });
    afterGap = false;
  }
  return lines;
};

/** Longest heading seen in the wild that was still a heading, with a little room. */
const maxHeading = { words: 18, characters: 110 };

/** Short, opening with a capital or figure, without a closing stop, and no date stamp: it may be a heading. */
const looksLikeHeading = ({ text, bullet }: Line): boolean => {
  if (bullet || text.length > maxHeading.characters || text.split(" ").length > maxHeading.words) return false;
  if (!/^["'\u2018\u201C(]*[\p{Lu}\p{N}]/u.test(text) || /[.,;:\u2026\u2013\u2014-]["'\u2019\u201D)]*$/u.test(text)) return false;
  return readDay(text) === null || !/\d{4}$/u.test(text) || text.split(" ").length > 8;
};

/** A heading has something under it; right above bullets only a short line after a gap is one, else it introduces them. */
const opensText = (line: Line, next: Line | undefined): boolean =>
  next !== undefined && (!next.bullet || (line.afterGap && line.text.split(" ").length <= 8));

const isProse = (line: Line | undefined): boolean => line !== undefined && !looksLikeHeading(line);

/**
 * Finds the title: the last of the heading-like lines with which the text begins, before its first prose. Those above it are kickers
 * ("Advice & support") and no part of the text. Null when the text begins with prose.
 */
const titleIndex = (lines: readonly Line[]): number | null => {
  const firstProse = lines.findIndex(isProse);
  if (firstProse <= 0 || firstProse > 4 || lines[firstProse]?.bullet === true) return null;
  return firstProse - 1;
};

/**
 * Reads plain text whose headings are bare lines. The title is at level 1, other headings at level 2; a heading with no text of its
 * own before the next one groups those that follow it with a blank line before them, at level 3.
 */
export const textFlow = (text: string): FlowItem[] => {
  const lines = readLines(unwrapLines(text));
  const items: FlowItem[] = [];
  const title = titleIndex(lines);
  let grouped = false;
  let intro: string | null = null;
  for (const [index, line] of lines.entries()) {
    if (title !== null && index < title) continue;
    const isHeading = index === title || (looksLikeHeading(line) && opensText(line, lines[index + 1]));
    if (!isHeading) {
      const introducedBy = line.bullet ? intro : null;
      if (!line.bullet) intro = introducingLine(line.text);
      items.push({ type: "block", kind: line.bullet ? "list_item" : "paragraph", text: line.text, introducedBy, page: null });
      continue;
    }
    const last = items.at(-1);
    if (last?.type === "heading" && last.level === 2) grouped = true;
    else if (!line.afterGap) grouped = false;
    const level = index === title ? 1 : grouped ? 3 : 2;
    items.push({ type: "heading", level, text: line.text, anchor: null, page: null });
    intro = null;
  }
  return items;
};
