import { daysInText } from "../domain/days-in-text.ts";

/** Before the first year that a web page or PDF about today's unions could carry. */
const earliestYear = 1970;

const plausible = (day: string): string | null => (Number(day.slice(0, 4)) >= earliestYear ? day : null);

/**
 * The calendar day that a date in any usual writing names: ISO 8601 with or without a time, RFC 2822, "6 June 2025",
 * "06/06/2025" (day first, as in Britain), a month with a year (its first day). An instant with a zone keeps the day written in it.
 * Null when there is none, when the day does not exist, or when no year is given.
 */
export const readDay = (text: string): string | null => {
  const iso = /^\s*(\d{4})-?(\d{2})-?(\d{2})(?!\d(?!\d{3}))/u.exec(text);
  const words = iso === null ? text : `${iso[1]}-${iso[2]}-${iso[3]}`;
  const month = /^\s*(\d{4})-(\d{2})\s*$/u.exec(words);
  const readable = month === null ? words : `${month[1]}-${month[2]}-01`;
  const mention = daysInText(readable, "2000-01-01").find((found) => found.precision !== "year" && /\d{4}/u.test(found.words));
  if (mention === undefined) return null;
  // "31 February 2025" leaves a month behind: a day that does not exist makes the whole date doubtful.
  const dayBefore = mention.precision === "month" && /\d(?:st|nd|rd|th)?(?:\s+of)?\s+$/u.test(readable.slice(0, mention.start));
  return dayBefore ? null : plausible(mention.fromOn);
};
