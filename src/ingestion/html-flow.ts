import type { BlockKind } from "../domain/document.ts";
import { cellGap } from "../domain/document.ts";
import type { FlowItem } from "./flow-item.ts";
import { foldWhiteSpace } from "./fold-white-space.ts";
import { isElement, type PageElement, type PageNode } from "./html-page.ts";
import { introduceRows } from "./introduce-rows.ts";
import { introducingLine } from "./introducing-line.ts";

const breaksText = new Set(
  (
    "address article aside blockquote body caption center dd details div dl dt fieldset figcaption figure footer form h1 h2 h3 h4 h5 " +
    "h6 header hgroup hr html legend li main nav ol p pre section summary table tbody td tfoot th thead tr ul"
  ).split(" "),
);
const cellBlocks = "p p, ul, ol, table, h1, h2, h3, h4, h5, h6, div p, blockquote";

type OpenList = { introducedBy: string | null; depth: number };
type State = {
  items: FlowItem[];
  text: string;
  lists: OpenList[];
  listItem: number;
  heading: PageElement | null;
  row: string[] | null;
  anchor: string | null;
};

const kindNow = (state: State): BlockKind => (state.row !== null ? "table_row" : state.listItem > 0 ? "list_item" : "paragraph");

const flush = (state: State): void => {
  const text = state.row === null ? foldWhiteSpace(state.text) : state.text.trim();
  state.text = "";
  if (text === "") return;
  if (state.heading !== null) {
    const level = Number(state.heading.localName.slice(1));
    state.items.push({ type: "heading", level, text, anchor: state.anchor, page: null });
    return;
  }
  const kind = kindNow(state);
  const introducedBy = kind === "list_item" ? (state.lists.at(-1)?.introducedBy ?? null) : null;
  state.items.push({ type: "block", kind, text, introducedBy, page: null });
};

const lineBefore = (state: State): string | null => {
  const last = state.items.at(-1);
  if (last?.type !== "block") return null;
  if (state.listItem > 0) return introducingLine(last.text) ?? state.lists.at(-1)?.introducedBy ?? null;
  return last.kind === "paragraph" ? introducingLine(last.text) : null;
};

/** Ids that a link can jump to: the heading's own, else of the nearest element around it that holds little else before it. */
const anchorOf = (heading: PageElement): string | null => {
  const own = heading.getAttribute("id") ?? heading.querySelector("[id]")?.getAttribute("id") ?? null;
  if (own !== null && own !== "") return own;
  const parent = heading.parentNode;
  if (parent === null || !isElement(parent) || !/^(?:section|div|hgroup|header)$/u.test(parent.localName)) return null;
  for (let child = parent.firstChild; child !== null && child !== heading; child = child.nextSibling) {
    if ((child.textContent ?? "").trim() !== "") return null;
  }
  return parent.getAttribute("id");
};

const isCell = (name: string): boolean => name === "td" || name === "th";

/** Whether a row lays out the page instead of holding data: its cells hold whole blocks of their own. */
const isLayoutRow = (row: PageElement): boolean => row.querySelector(cellBlocks) !== null;

const enter = (element: PageElement, state: State): void => {
  const name = element.localName;
  if (name === "br") {
    state.text += state.text.endsWith("\n") ? "\n\n" : "\n";
    if (state.text.endsWith("\n\n") && state.row === null && state.heading === null) flush(state);
    return;
  }
  if (isCell(name) && state.row !== null) {
    state.row.push(foldWhiteSpace(state.text));
    state.text = "";
    return;
  }
  if (!breaksText.has(name) || state.row !== null) {
    // Inline tags may part two sentences that the page shows apart; a reader never sees "end.Next".
    if (/[.!?]$/u.test(state.text) && /^\p{Lu}/u.test((element.textContent ?? "").slice(0, 2))) state.text += " ";
    else if (breaksText.has(name)) state.text += " ";
    return;
  }
  flush(state);
  if (/^h[1-6]$/u.test(name) && state.heading === null) {
    state.heading = element;
    state.anchor = anchorOf(element);
  } else if (name === "ul" || name === "ol" || name === "dl") {
    state.lists.push({ introducedBy: lineBefore(state), depth: state.listItem });
  } else if (name === "li" || name === "dd") state.listItem += 1;
  else if (name === "tr" && !isLayoutRow(element)) state.row = [];
};

const leaveRow = (state: State): void => {
  const cells = [...(state.row ?? []), foldWhiteSpace(state.text)];
  // What stands before the first cell is the white space between tags, unless the row has no cells at all.
  const filled = cells.length > 1 && cells[0] === "" ? cells.slice(1) : cells;
  const joined = filled.every((cell) => cell === "") ? "" : filled.join(cellGap);
  state.text = joined;
  flush(state);
  state.row = null;
};

const leave = (element: PageElement, state: State): void => {
  const name = element.localName;
  if (!breaksText.has(name)) return;
  if (name === "tr" && state.row !== null) {
    leaveRow(state);
    return;
  }
  if (state.row !== null) {
    if (!isCell(name)) state.text += " ";
    return;
  }
  flush(state);
  if (element === state.heading) state.heading = null;
  else if (name === "ul" || name === "ol" || name === "dl") state.lists.pop();
  else if (name === "li" || name === "dd") state.listItem = Math.max(0, state.listItem - 1);
};

/**
 * Reads the text below `root` in reading order: headings with their path level and jump target, paragraphs, bullets with the line
 * that introduces them, table rows. `skip` says which elements to pass over whole. Walks without recursion, however deep the page.
 */
export const htmlFlow = (root: PageElement, skip: (element: PageElement) => boolean): FlowItem[] => {
  const state: State = { items: [], text: "", lists: [], listItem: 0, heading: null, row: null, anchor: null };
  let node: PageNode | null = root;
  while (node !== null) {
    let descend: PageNode | null = null;
    if (node.nodeType === 3) state.text += (node.textContent ?? "").replace(/\n/gu, " ");
    else if (isElement(node) && (node === root || !skip(node))) {
      enter(node, state);
      descend = node.firstChild;
      if (descend === null) leave(node, state);
    }
    if (descend !== null) {
      node = descend;
      continue;
    }
    while (node !== null && node !== root && node.nextSibling === null) {
      node = node.parentNode;
      if (node !== null && isElement(node)) leave(node, state);
    }
    node = node === null || node === root ? null : node.nextSibling;
  }
  flush(state);
  return introduceRows(state.items);
};
