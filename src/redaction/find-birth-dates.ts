import { type Finding, findAll } from "./finding.ts";

const month =
  "(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\\.?";
const ordinal = "(?:st|nd|rd|th)?";
const date = [
  "\\d{1,2}\\s?[./-]\\s?\\d{1,2}\\s?[./-]\\s?\\d{2,4}",
  "\\d{1,2} \\d{1,2} \\d{2,4}",
  "(?:19|20)\\d\\d[-/.]\\d{1,2}[-/.]\\d{1,2}",
  `\\d{1,2}${ordinal}(?:\\s?of)?[\\s-]{0,2}${month}(?:[\\s,'-]{0,3}\\d{2,4})?`,
  `${month}\\s?\\d{1,2}${ordinal}(?:,?\\s{1,2}\\d{2,4})?`,
  `${month}\\s(?:19|20)\\d\\d`,
  "\\d{8}",
  "\\d{6}",
].join("|");

/** Only the words before a date tell a birthday from a meeting; a date without them stays. */
const afterWords = new RegExp(
  `(?<![\\p{L}\\p{N}])(?:d\\.?\\s?o\\.?\\s?b\\.?|d/o/b|date[\\s-]of[\\s-]birth|birth\\s?date|birth\\s?day|b-?day|born|d\\.?\\s?of\\s?b\\.?)[^\\p{L}\\p{N}]{0,4}(?:(?:is|was|on|the|in)[\\s:]{1,2}){0,3}(?<id>${date})(?![\\p{N}])`,
  "dgiu",
);

/** "12 October 1963 is my date of birth". */
const beforeWords = new RegExp(
  `(?<![\\p{L}\\p{N}])(?<id>${date})[,\\s]{1,3}(?:is|was|being|=)\\s(?:my|his|her|their|the)\\s(?:own\\s)?(?:d\\.?o\\.?b|date\\sof\\sbirth|birth\\s?day|birth\\s?date)`,
  "dgiu",
);

/** A whole date of a year in which members were born. */
const longAgo = /(?<![\p{N}/.-])\d{1,2}[/.-]\d{1,2}[/.-](?:19[3-9]\d|200\d)(?![\p{N}])/dgu;

/** Finds dates long ago that stand in a list of somebody's details, beside one of those already `found`: "Eva Stavrou, 23/07/1983". */
export const findBirthDatesInDetails = (plain: string, found: readonly Finding[]): Finding[] => {
  const starts = new Set(found.map(({ start }) => start));
  const ends = new Set(found.map(({ end }) => end));
  const isListed = (from: number, to: number): boolean => to > from && /^[\s,;|(/-]{1,3}$/u.test(plain.slice(from, to));
  return findAll("date_of_birth", plain, longAgo).filter(({ start, end }) =>
    [1, 2, 3].some(
      (far) => (ends.has(start - far) && isListed(start - far, start)) || (starts.has(end + far) && isListed(end, end + far)),
    ),
  );
};

/** Finds dates of birth, by the words that lead to them. */
export const findBirthDates = (plain: string): Finding[] =>
  [afterWords, beforeWords].flatMap((pattern) => findAll("date_of_birth", plain, pattern));
