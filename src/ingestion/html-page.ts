import { parseHTML } from "linkedom";

/** The parts of an element that the readers of a page need; linkedom implements them, and so does every browser. */
export type PageElement = PageNode & {
  readonly localName: string;
  getAttribute(name: string): string | null;
  hasAttribute(name: string): boolean;
  setAttribute(name: string, value: string): void;
  querySelector(selector: string): PageElement | null;
  querySelectorAll(selector: string): ArrayLike<PageElement> & Iterable<PageElement>;
};

/** A node of any type; 1 is an element, 3 is text. */
export type PageNode = {
  readonly nodeType: number;
  readonly firstChild: PageNode | null;
  readonly nextSibling: PageNode | null;
  readonly parentNode: PageNode | null;
  readonly textContent: string | null;
};

/** A parsed page; `raw` is what Readability wants to be given. */
export type Page = { documentElement: PageElement; head: PageElement; body: PageElement; raw: unknown };

/** Deeper than any page written by people; a parser's work grows with the square of it. */
export const maxNesting = 2000;

const closesItself = new Set(
  "area base br col embed hr img input link meta param source track wbr p li td th tr dt dd option thead tbody tfoot".split(" "),
);

/** Counts open tags without building a tree: an upper estimate of how deep the page is nested. One pass over the text. */
export const nestingOf = (html: string): number => {
  let depth = 0;
  let deepest = 0;
  for (const match of html.matchAll(/<(\/?)([a-zA-Z][a-zA-Z0-9-]*)(?:[^<>"']|"[^"]*"|'[^']*')*?(\/?)>/gu)) {
    if (closesItself.has((match[2] ?? "").toLowerCase()) || match[3] === "/") continue;
    depth = match[1] === "/" ? Math.max(0, depth - 1) : depth + 1;
    deepest = Math.max(deepest, depth);
  }
  return deepest;
};

/** Whether a node is an element. */
export const isElement = (node: PageNode): node is PageElement => node.nodeType === 1;

/** Parses a page. Fragments without `<html>` or `<body>` are given them. */
export const readPage = (html: string): Page => {
  const whole = /<html[\s>]/iu.test(html) ? html : `<!doctype html><html><head></head><body>${html}</body></html>`;
  const { document } = parseHTML(whole);
  const page = document as unknown as Page & { body: PageElement | null };
  return {
    documentElement: page.documentElement,
    head: page.head,
    body: page.body ?? page.documentElement,
    raw: document,
  };
};
