import { marked } from "marked";
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

/** Reads Markdown (GitHub flavoured) in reading order; headings get the slug that a rendered page would give them. */
export const markdownFlow = (markdown: string): FlowItem[] => {
  const html = marked.parse(markdown, { async: false, gfm: true });
  const seen = new Map<string, number>();
  return htmlFlow(readPage(html).body, isNeverText).map((item) => {
    if (item.type !== "heading" || item.anchor !== null) return item;
    const slug = slugOf(item.text);
    const count = seen.get(slug) ?? 0;
    seen.set(slug, count + 1);
    return { ...item, anchor: count === 0 ? slug : `${slug}-${count}` };
  });
};
