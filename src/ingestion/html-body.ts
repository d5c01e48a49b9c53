import type { FlowItem } from "./flow-item.ts";
import { hiddenClasses, isFurniture, isHidden, isNeverText } from "./html-boilerplate.ts";
import { htmlFlow } from "./html-flow.ts";
import type { Page, PageElement } from "./html-page.ts";
import { markElements, placeOf, readableElements } from "./readable-elements.ts";

const blockName =
  /^(?:address|article|aside|blockquote|body|center|dd|details|div|dl|dt|fieldset|figcaption|figure|footer|form|h[1-6]|header|li|main|nav|ol|p|pre|section|summary|table|tbody|td|tfoot|th|thead|tr|ul)$/u;

const wordCount = (items: readonly FlowItem[]): number =>
  items.reduce((sum, item) => sum + (item.text.match(/[\p{L}\p{N}]+/gu)?.length ?? 0), 0);

const only = (elements: ArrayLike<PageElement>): PageElement | null => (elements.length === 1 ? (elements[0] ?? null) : null);

/** The element that the author marked as the text: the one `<main>`, or in it (or without it) the one `<article>` that holds most of it. */
const markedRoot = (page: Page): PageElement | null => {
  const main = only(page.body.querySelectorAll("main, [role=main]"));
  const article = only((main ?? page.body).querySelectorAll("article"));
  if (main === null || article === null) return main ?? article;
  const size = (element: PageElement): number => (element.textContent ?? "").replace(/\s+/gu, " ").length;
  return size(article) * 2 >= size(main) ? article : main;
};

/** A form is dropped with its fields, unless the whole page stands in one, as some site builders have it. */
const isForm = (element: PageElement, root: PageElement): boolean =>
  element.localName === "form" && (element.textContent ?? "").length * 2 < (root.textContent ?? "").length;

/**
 * How the choice between the author's marking and Readability's guess was tuned, on the 45 pages of `data/html/readability`
 * (`npx vitest run tests/ingestion/html-extraction`): Readability is right on all but seven, where it returns nearly nothing; marking
 * never loses text, but may carry lists of links along. So marking wins unless Readability finds clearly less, and not absurdly so.
 */
const marking = { clearlyLess: 0.77, absurdlyLess: 0.6 };
const unmarked = { absurdlyLess: 0.35 };

const beforeTitle = (items: readonly FlowItem[]): FlowItem[] => {
  const title = items.findIndex((item) => item.type === "heading" && item.level === 1);
  // A kicker, a breadcrumb or a date stamp may stand above the title; sentences there belong to the text.
  return items.filter((item, index) => index >= title || /[.!?:]["'\u2019\u201D]?$|\d{4}$/u.test(item.text));
};

/** The text of a page without what surrounds it: menus, cookie notices, forms, news cards, footers and whatever is hidden. */
export const htmlBody = (page: Page, html: string): FlowItem[] => {
  markElements(page.documentElement);
  const hidden = hiddenClasses(page.documentElement.querySelectorAll("style"));
  const marked = markedRoot(page);
  const root = marked ?? page.body;
  const plain = htmlFlow(root, (element) => {
    return isNeverText(element) || isHidden(element, hidden) || isFurniture(element) || isForm(element, root);
  });
  const kept = readableElements(html);
  const notKept = (element: PageElement): boolean => blockName.test(element.localName) && !kept?.has(placeOf(element) ?? "");
  const readable = kept === null ? [] : htmlFlow(page.body, (element) => isNeverText(element) || notKept(element));
  const share = wordCount(readable) / Math.max(1, wordCount(plain));
  const trusted = marked === null ? share >= unmarked.absurdlyLess : share < marking.clearlyLess && share >= marking.absurdlyLess;
  // A page of menus alone has no text; Readability would serve the menu.
  const hasText = wordCount(plain) > 0 || wordCount(readable) >= 25;
  const items = trusted && hasText ? readable : plain;
  const heading = only(page.body.querySelectorAll("h1"));
  if (heading === null || items.some((item) => item.type === "heading" && item.level === 1)) return beforeTitle(items);
  return [...htmlFlow(heading, isNeverText), ...items];
};
