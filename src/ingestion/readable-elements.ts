import { Readability } from "@mozilla/readability";
import { isElement, maxNesting, type PageElement, readPage } from "./html-page.ts";

/** The attribute under which each element of a page is known again after Readability has rebuilt the tree. */
const markName = "data-place";

/** Gives every element below `root` its running number, the same for the same page however often it is parsed. */
export const markElements = (root: PageElement): void => {
  let number = 0;
  for (const element of root.querySelectorAll("*")) {
    element.setAttribute(markName, String(number));
    number += 1;
  }
};

/** The number that `markElements` gave; null for an element that has none. */
export const placeOf = (element: PageElement): string | null => element.getAttribute(markName);

/**
 * Which elements Mozilla's Readability (https://github.com/mozilla/readability) takes for the article: the numbers of those kept, and
 * of all that contain one. Only the choice is used; the words are read from the page itself, since Readability renames headings,
 * drops some, and rewrites lists. Null when it finds no article.
 */
export const readableElements = (html: string): Set<string> | null => {
  const page = readPage(html);
  markElements(page.documentElement);
  const parents = new Map<string, string | null>();
  for (const element of page.documentElement.querySelectorAll("*")) {
    const parent = element.parentNode;
    const place = placeOf(element);
    if (place !== null) parents.set(place, parent !== null && isElement(parent) ? placeOf(parent) : null);
  }
  const article = new Readability(page.raw as never, {
    serializer: (node) => node as unknown as PageElement,
    maxElemsToParse: 100_000,
    nbTopCandidates: 5,
  }).parse();
  const content = article?.content;
  if (content === null || content === undefined) return null;
  const kept = new Set<string>();
  for (const element of content.querySelectorAll(`[${markName}]`)) {
    let place = placeOf(element);
    for (let steps = 0; place !== null && !kept.has(place) && steps < maxNesting; steps += 1) {
      kept.add(place);
      place = parents.get(place) ?? null;
    }
  }
  return kept.size === 0 ? null : kept;
};
