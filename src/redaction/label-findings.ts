import type { IdentifierKind, RedactedText } from "../ports/redactor.ts";
import type { Finding } from "./finding.ts";

const words: Record<IdentifierKind, string> = {
  name: "name",
  email: "email",
  phone: "phone number",
  postcode: "postcode",
  address: "address",
  ni_number: "National Insurance number",
  nhs_number: "NHS number",
  staff_id: "staff number",
  employer: "employer",
  date_of_birth: "date of birth",
  account: "bank details",
  link: "link",
  handle: "handle",
  case_id: "case number",
};

/** When two findings overlap, the kind that is named first here gives the label. */
const precedence: IdentifierKind[] = [
  "handle",
  "email",
  "link",
  "date_of_birth",
  "account",
  "ni_number",
  "nhs_number",
  "phone",
  "case_id",
  "staff_id",
  "address",
  "postcode",
  "employer",
  "name",
];

const leading = (a: IdentifierKind, b: IdentifierKind): IdentifierKind =>
  precedence.indexOf(a) <= precedence.indexOf(b) ? a : b;

/** Joins findings that overlap into one that covers them all, so that no end of either is left standing. */
export const joinOverlaps = (findings: Finding[]): Finding[] => {
  const joined: Finding[] = [];
  for (const next of [...findings].sort((a, b) => a.start - b.start || b.end - a.end)) {
    const last = joined.at(-1);
    if (last === undefined || next.start >= last.end) joined.push({ ...next });
    else Object.assign(last, { end: Math.max(last.end, next.end), kind: leading(last.kind, next.kind) });
  }
  return joined;
};

/** What makes two ways of writing one identifier: letters and digits, whatever stands between them. */
const sameness = (written: string): string =>
  written
    .normalize("NFKC")
    .toLowerCase()
    .replace(/'s$|[^\p{L}\p{N}]+/gu, "");

/** Gives out numbers by kind, the same number to the same identifier. A first or last name alone has the number of the whole name. */
const createNumbering = () => {
  const counts = new Map<IdentifierKind, number>();
  const known = new Map<string, number>();
  const keysOf = (kind: IdentifierKind, written: string): string[] => {
    const words = kind === "name" ? written.split(/[^\p{L}\p{M}'-]+/u).filter((word) => word.length > 1) : [];
    return [sameness(written), ...words.map(sameness)].map((key) => `${kind} ${key}`);
  };
  return {
    count: (kind: IdentifierKind): number => counts.get(kind) ?? 0,
    numberOf: (kind: IdentifierKind, written: string): number => {
      const [whole = "", first = whole, ...others] = keysOf(kind, written);
      const number = known.get(whole) ?? known.get(first) ?? (counts.get(kind) ?? 0) + 1;
      counts.set(kind, Math.max(counts.get(kind) ?? 0, number));
      for (const key of [whole, ...(others.length > 0 ? [first, ...others] : [])]) if (!known.has(key)) known.set(key, number);
      return number;
    },
  };
};

/**
 * Puts a label in square brackets in the place of each finding: `[name]`, and `[name 1]`, `[name 2]` where the text has several of a
 * kind, so that a reader can still tell who did what to whom. `findings` must not overlap and stand in order.
 */
export const labelFindings = (text: string, findings: Finding[]): RedactedText => {
  const numbering = createNumbering();
  const numbered = findings.map((finding) => ({
    ...finding,
    number: numbering.numberOf(finding.kind, text.slice(finding.start, finding.end)),
  }));
  let from = 0;
  let labelled = "";
  for (const { kind, start, end, number } of numbered) {
    labelled += `${text.slice(from, start)}[${words[kind]}${numbering.count(kind) > 1 ? ` ${number}` : ""}]`;
    from = end;
  }
  return { text: labelled + text.slice(from), found: findings };
};
