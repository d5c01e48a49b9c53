import type { DayMention } from "../../domain/days-in-text.ts";
import { asOfDay } from "../../domain/document.ts";
import type { ClaimCase } from "./claim-case.ts";
import { datesOf } from "./dates.ts";
import { isMisplaced, type Stated } from "./figure-company.ts";
import type { Objection } from "./finding.ts";

type Relation = "span" | "by" | "until" | "from" | "after" | "before" | "at";

const relations: [Relation, RegExp][] = [
  ["by", /(?:\bby|no later than|not later than|at the latest|deadline (?:of|is|was)|due(?: on| in)?|latest)(?: the)?\s*$/iu],
  [
    "until",
    /\b(?:until|till|up to|through to|(?:expires?|ends?|finish(?:es)?|closes?|ended|ending)(?: on| in| at)?)(?: the)?\s*$/iu,
  ],
  ["after", /\b(?:after|later than|beyond|following)(?: the)?\s*$/iu],
  ["before", /\b(?:before|earlier than|ahead of|prior to)(?: the)?\s*$/iu],
  ["from", /\b(?:from|since|starting(?: on| in)?|as of|onwards?)(?: the)?\s*$/iu],
];

const latest = /^,?\s*(?:at the (?:very )?latest|or earlier|(?:is|was|being) the (?:very )?(?:latest|last))/iu;

/** How a date limits what is said. The second of two dates shares the limit of the first: "by April 2026, or April 2027". */
const relationOf = (text: string, days: readonly DayMention[], at: number): Relation => {
  const day = days[at]!;
  const lead = text.slice(Math.max(0, day.start - 30), day.start);
  if (/\bbetween(?: the)?\s*$/iu.test(lead) || (/\band\s*$/iu.test(lead) && /\bbetween\b[^.;]{3,30}\band\s*$/iu.test(lead)))
    return "span";
  const own = relations.find(([, pattern]) => pattern.test(lead))?.[0];
  if (own) return own;
  if (/\bdeadline\b[^.;]*\b(?:is|was|of|for)(?: the)?\s*$/iu.test(text.slice(Math.max(0, day.start - 60), day.start)))
    return "by";
  const behind = text.slice(day.end);
  if (latest.test(behind)) return "by";
  if (/^\s*(?:onwards|or later)/iu.test(behind)) return "from";
  const before = days[at - 1];
  return before && /^,?\s*(?:or|and)\s*$/iu.test(text.slice(before.end, day.start)) ? relationOf(text, days, at - 1) : "at";
};

/** Ends of a time limit say the same; a day of the month holds for its month. */
const agree = (claimed: Relation, quoted: Relation): boolean =>
  claimed === quoted || (/^(?:by|until)$/.test(claimed) && /^(?:by|until)$/.test(quoted));

const weekday =
  /\b(?:mon|tues|wednes|thurs|fri|satur|sun)days?\b|\b(?:today|tomorrow|yesterday|tonight|weekend)\b|\b(?:next|last|this) (?:week|month|year|spring|summer|autumn|winter)\b|\b\d{1,2}(?:[:.]\d{2})?\s?(?:am|pm)\b|\b(?:noon|midnight|midday)\b/giu;

/**
 * Every date of the claim stands in a quotation or in the heading above it, with the same limit ("by", "from"). A month is proved by a day of it,
 * never a day by its month.
 */
export const daysRule = ({ claim, quoted }: ClaimCase): Objection | null => {
  const writtenOn = quoted.map(({ sentence }) => asOfDay(sentence.place.document)).find((day) => day !== null) ?? "2025-01-01";
  const known = quoted.flatMap((statement) =>
    datesOf(statement.reading.text, writtenOn).map((day, at, days) => ({
      statement,
      day,
      relation: relationOf(statement.reading.text, days, at),
    })),
  );
  const above = quoted.flatMap(({ sentence }) => datesOf(sentence.around, writtenOn));
  const { text } = claim.reading;
  const within = (day: DayMention, other: DayMention): boolean => other.fromOn >= day.fromOn && other.toOn <= day.toOn;
  const named = datesOf(text, writtenOn);
  for (const [at, day] of named.entries()) {
    const same = known.filter((other) => within(day, other.day));
    const fromHeading = above.some((other) => within(day, other)) && day.precision !== "day";
    const asOf = /\bas (?:of|at)\s*$/iu.test(text.slice(0, day.start)) && day.fromOn === writtenOn && day.toOn === writtenOn;
    if (asOf) continue;
    if (same.length === 0 && !fromHeading) return { verdict: "refuted", reason: "date_not_quoted", word: day.words };
    const relation = relationOf(text, datesOf(text, writtenOn), at);
    const rivals = known.filter((other) => !same.includes(other) && other.day.precision === day.precision);
    const stated = ({ statement, day: place }: (typeof known)[number]): Stated => ({ statement, place });
    if (same.length > 0 && isMisplaced(claim, day, named.length === 1, same.map(stated), rivals.map(stated)))
      return { verdict: "refuted", reason: "date_of_something_else", word: day.words };
    if (same.length > 0 && !same.some((other) => agree(relation, other.relation)))
      return { verdict: "not_enough_evidence", reason: "bound_changed", word: day.words };
  }
  const said = quoted.map(({ reading }) => reading.text.toLowerCase()).join("\n");
  for (const match of text.matchAll(weekday))
    if (!said.includes(match[0].toLowerCase())) return { verdict: "refuted", reason: "date_not_quoted", word: match[0] };
  return null;
};
