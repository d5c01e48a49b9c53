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

/** Finds dates of birth, by the words that lead to them. */
export const findBirthDates = (plain: string): Finding[] => findAll("date_of_birth", plain, afterWords);
