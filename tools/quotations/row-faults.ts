const outcomes = ["answered", "clarify", "signposted", "handed_over", "declined"];

type Shape = Record<string, (value: unknown) => boolean>;

const isText = (value: unknown): boolean => typeof value === "string";
const isFullText = (value: unknown): boolean => typeof value === "string" && value.trim() !== "";
const isDay = (value: unknown): boolean => value === null || (typeof value === "string" && /^\d{4}-\d{2}-\d{2}$/u.test(value));
const isTexts = (value: unknown): boolean => Array.isArray(value) && value.every(isText);
const isNumber = (value: unknown): boolean => typeof value === "number" && Number.isFinite(value) && value >= 0;
const isCount = (value: unknown): boolean => Number.isInteger(value) && (value as number) >= 1;

const rowShape: Shape = {
  id: (value) => value === null || isText(value) || typeof value === "number",
  question: isText,
  outcome: (value) => outcomes.includes(value as string),
  reason: (value) => value === null || (typeof value === "string" && /^[a-z]+(_[a-z]+)*$/u.test(value)),
  confidence: (value) => value === null || (isNumber(value) && (value as number) <= 1),
  text: isFullText,
  claims: Array.isArray,
  citations: Array.isArray,
  asOf: isDay,
  notices: isTexts,
  case: (value) => value === null || typeof value === "object",
  answerId: (value) => value === null || isFullText(value),
  timings: (value) => typeof value === "object" && value !== null,
};

const citationShape: Shape = {
  number: isCount,
  sourceId: isFullText,
  title: isFullText,
  publisher: isText,
  url: isFullText,
  heading: isTexts,
  page: (value) => value === null || isCount(value),
  publishedOn: isDay,
  updatedOn: isDay,
  quote: isFullText,
  passageId: isFullText,
};

const claimShape: Shape = {
  text: isFullText,
  citations: (value) => Array.isArray(value) && value.length > 0 && value.every(isCount),
};

const caseShape: Shape = {
  id: isFullText,
  priority: (value) => ["normal", "high", "urgent"].includes(value as string),
  dueOn: isDay,
  queue: isFullText,
  topic: isFullText,
};

const timingsShape: Shape = { totalMs: isNumber, retrieveMs: isNumber, draftMs: isNumber, verifyMs: isNumber };

const shapeFaults = (name: string, value: unknown, shape: Shape): string[] => {
  if (typeof value !== "object" || value === null) return [`${name} is not an object`];
  const given = value as Record<string, unknown>;
  return [
    ...Object.keys(shape).flatMap((key) =>
      key in given ? (shape[key]!(given[key]) ? [] : [`${name}.${key} has a wrong value`]) : [`${name}.${key} is missing`],
    ),
    ...Object.keys(given).flatMap((key) => (key in shape ? [] : [`${name}.${key} is not in the contract`])),
  ];
};

/** What the numbering checks need of a citation whose shape is right. */
export type CitationRow = { number: number; sourceId: string; url: string; page: number | null; quote: string };
/** What the checks need of a row whose shape is right. */
export type AnswerRow = {
  id: string | null;
  outcome: string;
  text: string;
  claims: { citations: number[] }[];
  citations: CitationRow[];
  case: unknown;
};

/**
 * What is wrong with one row of `ask --json`: keys and types, then numbering, marks and links. Empty when it keeps
 * the contract of the design, section 5.
 */
export const rowFaults = (value: unknown): string[] => {
  const shape = shapeFaults("row", value, rowShape);
  if (shape.length > 0) return shape;
  const row = value as AnswerRow & { timings: unknown };
  const inner = [
    ...row.citations.flatMap((citation, index) => shapeFaults(`citations[${index}]`, citation, citationShape)),
    ...row.claims.flatMap((claim, index) => shapeFaults(`claims[${index}]`, claim, claimShape)),
    ...(row.case === null ? [] : shapeFaults("case", row.case, caseShape)),
    ...shapeFaults("timings", row.timings, timingsShape),
  ];
  return inner.length > 0 ? inner : [...numberingFaults(row), ...linkFaults(row)];
};

const numberingFaults = (row: AnswerRow): string[] => {
  const numbers = row.citations.map((citation) => citation.number);
  const marks = [...row.text.matchAll(/\[(\d{1,3})\]/gu)].map((match) => Number(match[1]));
  const claimed = row.claims.flatMap((claim) => claim.citations);
  return [
    ...(numbers.every((number, index) => number === index + 1) ? [] : [`citations are numbered ${numbers.join(", ")}`]),
    ...marks.filter((mark) => !numbers.includes(mark)).map((mark) => `the text has the mark [${mark}] without a citation`),
    ...numbers.filter((number) => !marks.includes(number)).map((number) => `citation ${number} has no mark in the text`),
    ...claimed
      .filter((number) => !numbers.includes(number))
      .map((number) => `a claim names citation ${number}, which is not there`),
    ...numbers.filter((number) => !claimed.includes(number)).map((number) => `citation ${number} belongs to no claim`),
    ...(row.outcome === "answered" && row.claims.length === 0 ? ["an answer without a claim"] : []),
    ...(row.outcome === "handed_over" && row.case === null ? ["handed over without a case"] : []),
  ];
};

const linkFaults = (row: AnswerRow): string[] =>
  row.citations.flatMap((citation) => {
    if (citation.page !== null) {
      return citation.url.includes(`#page=${citation.page}`)
        ? []
        : [`citation ${citation.number}: the link does not open at page ${citation.page}`];
    }
    const at = citation.url.indexOf(":~:text=");
    if (at === -1) return [`citation ${citation.number}: the link has no text fragment`];
    return fragmentFaults(citation, citation.url.slice(at + ":~:text=".length));
  });

/** The words that a browser would look for must be words of the quotation; prefix and suffix (`a-,` and `,-z`) stand outside it. */
const fragmentFaults = (citation: CitationRow, fragment: string): string[] => {
  const quote = citation.quote.replace(/\s+/gu, " ");
  return fragment
    .split("&")[0]!
    .split(",")
    .filter((part) => !part.endsWith("-") && !part.startsWith("-"))
    .flatMap((part) => {
      const words = decoded(part)?.replace(/\s+/gu, " ");
      return words !== undefined && words !== "" && quote.includes(words)
        ? []
        : [`citation ${citation.number}: the link looks for “${words ?? part}”`];
    });
};

const decoded = (text: string): string | undefined => {
  try {
    return decodeURIComponent(text);
  } catch {
    return undefined;
  }
};
