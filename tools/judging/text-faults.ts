import type { KnownMaterial } from "./known-material.ts";

/** What the checks need of a row of `ask --json` whose shape is right. */
export type ReplyRow = {
  id: string | number | null;
  question: string;
  outcome: string;
  reason: string | null;
  text: string;
  claims: { text: string; citations: number[] }[];
  citations: {
    number: number;
    sourceId: string;
    title: string;
    publisher: string;
    url: string;
    heading: string[];
    page: number | null;
    publishedOn: string | null;
    updatedOn: string | null;
    quote: string;
  }[];
  notices: string[];
  case: { id: string; dueOn: string | null } | null;
  answerId: string | null;
};

const literal = (text: string): string => text.replace(/[.*+?^${}()|[\]\\]/gu, "\\$&");
const fold = (text: string): string => text.replace(/\s+/gu, " ").trim();
const flat = (text: string): string => fold(text.replaceAll("\u2022", " "));

type Filled = { key: string; blanks: Record<string, string> };

/** The approved words that a paragraph is, with what fills their blanks; null when it is none of them. */
const asWording = (paragraph: string, known: KnownMaterial): Filled | null => {
  for (const [key, words] of Object.entries(known.wording)) {
    const names = [...words.matchAll(/\{(\w+)\}/gu)].map((match) => match[1]!);
    const form = words
      .trim()
      .split(/\{\w+\}/u)
      .map(literal)
      .join("([\\s\\S]*?)");
    const match = new RegExp(`^${form}$`, "u").exec(paragraph);
    if (match) return { key, blanks: Object.fromEntries(names.map((name, index) => [name, match[index + 1] ?? ""])) };
  }
  return null;
};

const dayInWords = /^(?:(?:early|mid|late|around) )?(?:\d{1,2} )?(?:[A-Z][a-z]+ ?)?(?:\d{4})?(?: \(around \d{4}\))?$/u;

/** Whether what fills a blank is what that blank is for. */
const fits = (name: string, value: string, row: ReplyRow, known: KnownMaterial): boolean => {
  if (name === "case_id") return row.case !== null && value === row.case.id;
  if (name === "rep_contact") return known.contacts.includes(value);
  if (name === "question" || name === "words")
    return fold(row.question).includes(fold(value)) || row.citations.some(({ quote }) => fold(quote).includes(fold(value)));
  if (name === "date" || name === "due_on") return dayInWords.test(value);
  if (name === "months" || name === "count" || name === "limit") return /^\d+$/u.test(value);
  if (name === "title")
    return known.titles.some((title) => fold(title) === fold(value)) || row.citations.some(({ title }) => title === value);
  if (name !== "choices") return false;
  // Headings of pages, each in quotation marks.
  const rest = value.replace(/\u201C([^\u201D]+)\u201D/gu, (_, heading: string) => (headingStands(heading, known) ? "" : "?"));
  return /^(?:, | or )*$/u.test(rest);
};

const headingStands = (heading: string, known: KnownMaterial): boolean => known.everything().includes(fold(heading));

/** The proved claims as a paragraph may show them: in order, each followed by its marks. */
const claimRuns = (row: ReplyRow): string[] =>
  row.claims.map(({ text, citations }) => flat(`${text} ${citations.map((number) => `[${number}]`).join("")}`));

/** Takes whole claims off the front of what is left; null when the paragraph is not claims alone. */
const claimsTaken = (paragraph: string, runs: readonly string[], from: number): number | null => {
  let rest = flat(paragraph);
  let at = from;
  while (rest !== "") {
    const next = runs[at];
    if (next === undefined || !rest.startsWith(next)) return null;
    rest = rest.slice(next.length).trim();
    at += 1;
  }
  return at;
};

const isSourceLine = (paragraph: string, row: ReplyRow): boolean => {
  if (!paragraph.startsWith("From: ") || !paragraph.endsWith(".")) return false;
  const lines = row.citations.map(({ title, publisher }) => `${title}${publisher === "" ? "" : ` (${publisher})`}`);
  const rest = [...new Set(lines)]
    .sort((a, b) => b.length - a.length)
    .reduce(
      (left, line) =>
        left.replaceAll(new RegExp(`${literal(line)}(?:, no date given|, as of \\d{1,2} [A-Z][a-z]+ \\d{4})`, "gu"), ""),
      paragraph.slice(6, -1),
    );
  return /^[; ]*$/u.test(rest);
};

/**
 * Every paragraph of a reply that is not a run of its claims, a line of its sources, words of the member's own question in quotation
 * marks, or approved wording with blanks filled as they are meant to be. Empty when the whole text is explained.
 */
export const textFaults = (row: ReplyRow, known: KnownMaterial): string[] => {
  const runs = claimRuns(row);
  const faults: string[] = [];
  let shown = 0;
  for (const paragraph of row.text.split("\n\n")) {
    const taken = claimsTaken(paragraph, runs, shown);
    if (taken !== null && taken > shown) {
      shown = taken;
      continue;
    }
    if (isSourceLine(paragraph, row)) continue;
    const echoed = /^\u201C([\s\S]+)\u201D$/u.exec(paragraph)?.[1];
    if (echoed !== undefined && fold(row.question).includes(fold(echoed))) continue;
    const wording = asWording(paragraph, known);
    const unfit =
      wording === null ? [] : Object.entries(wording.blanks).filter(([name, value]) => !fits(name, value, row, known));
    if (wording !== null && unfit.length === 0) continue;
    faults.push(
      wording === null
        ? `a paragraph that is no claim and no approved wording: ${paragraph.slice(0, 160)}`
        : `approved wording "${wording.key}" with a strange ${unfit.map(([name, value]) => `${name}: ${value.slice(0, 80)}`).join(", ")}`,
    );
  }
  if (shown < runs.length && row.text !== "") faults.push(`${runs.length - shown} claims of the row are not in its text`);
  return faults;
};
