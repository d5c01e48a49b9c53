import { marked } from "marked";
import { cellGap } from "../domain/document.ts";
import type { FlowItem } from "./flow-item.ts";
import { isNeverText } from "./html-boilerplate.ts";
import { htmlFlow } from "./html-flow.ts";
import { readPage } from "./html-page.ts";

/** The jump target that GitHub and most site builders give a heading: small letters, hyphens for spaces, no other marks. */
const slugOf = (heading: string): string =>
  heading
    .toLowerCase()
    .replace(/[^\p{L}\p{N}\s_-]/gu, "")
    .trim()
    .replace(/\s/gu, "-");

/** A Markdown table has its bars in the source, so a row keeps them. */
const withBars = (item: FlowItem): FlowItem => {
  if (item.type === "heading") return item;
  const barred = (text: string): string => text.replaceAll(cellGap, " | ");
  return { ...item, text: barred(item.text), introducedBy: item.introducedBy === null ? null : barred(item.introducedBy) };
};

/** Reads Markdown (GitHub flavoured) in reading order; headings get the slug that a rendered page would give them. */
export const markdownFlow = (markdown: string): FlowItem[] => {
  const html = marked.parse(markdown, { async: false, gfm: true });
  const seen = new Map<string, number>();
  return htmlFlow(readPage(html).body, isNeverText).map((item) => {
    if (item.type !== "heading" || item.anchor !== null) return withBars(item);
    const slug = slugOf(item.text);
    const count = seen.get(slug) ?? 0;
    seen.set(slug, count + 1);
    return { ...item, anchor: count === 0 ? slug : `${slug}-${count}` };
  });
};
