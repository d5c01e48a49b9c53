import { readDay } from "./read-day.ts";

/** Days found in a document's own words; null where it says nothing. */
export type StatedDays = { publishedOn: string | null; updatedOn: string | null };

const months =
  "(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)";
const weekday = "(?:(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?,?\\s+)?";
const date = `(?:at\\s+[\\d:.]+\\s*(?:am|pm)?,?\\s+(?:on\\s+)?)?${weekday}(\\d{1,2}(?:st|nd|rd|th)?(?:\\s+of)?\\s+${months}\\.?,?\\s+\\d{4}|${months}\\.?\\s+\\d{1,2}(?:st|nd|rd|th)?,?\\s+\\d{4}|${months},?\\s+\\d{4}|\\d{4}-\\d{2}-\\d{2}|\\d{1,2}[/.]\\d{1,2}[/.]\\d{4})`;

const updated = new RegExp(
  `(?:\\b(?:(?:latest|last|most recent|recent)\\s+(?:page\\s+)?(?:update|revision|review|amendment)|(?:page\\s+)?(?:last\\s+|most recently\\s+)?(?:updated|reviewed|revised|modified|amended|edited|changed)|(?:content|information|correct|accurate|as)\\s+(?:is\\s+)?(?:correct\\s+)?(?:as\\s+)?(?:at|of)|last\\s+checked|this version|version date)\\b)(?:\\s+date)?(?:\\s+(?:on|in|at|from|was|is))?\\s*[:\u2013\u2014-]?\\s*${date}`,
  "iu",
);
const published = new RegExp(
  `(?:\\b(?:(?:first\\s+|originally\\s+|date\\s+)?(?:published|posted|issued|released|created|written)|publication date|publish(?:ed)? date|date(?:\\s+of\\s+(?:publication|issue))?|press release)\\b)(?:\\s+(?:on|in|at))?\\s*[:\u2013\u2014-]?\\s*${date}`,
  "iu",
);
const alone = new RegExp(`^(?:by\\s[\\p{L} .'-]{3,40}[,|\u2013-]\\s*)?${date}$`, "iu");

const found = (pattern: RegExp, lines: readonly string[]): string | null => {
  for (const line of lines) {
    const words = pattern.exec(line)?.[1];
    const day = words === undefined ? null : readDay(words);
    if (day !== null) return day;
  }
  return null;
};

/** How far from either end of a document a date is taken to speak of the document itself, in blocks. */
const nearTop = 12;
const nearEnd = 4;

/**
 * Reads dates such as "Latest update: 6 June 2025", "Last updated 3 May 2024", "Published: 1 March 2025", "Updated June 2025", or a
 * line that is nothing but a date. `blocks` are all texts of the document in reading order. Short lines near the top and the foot
 * are searched, and labelled ones only: a date inside running text is about something else.
 */
export const datesInWords = (blocks: readonly string[]): StatedDays => {
  const top = blocks.slice(0, nearTop);
  const ends = [...top, ...blocks.slice(Math.max(nearTop, blocks.length - nearEnd))];
  const short = ends.filter((line) => line.split(" ").length <= 25);
  const labelled = ends
    .map((line) => line.slice(0, 80))
    .filter(
      (line) => updated.test(line) && /^\W*(?:page\s|this\s|content\s|last\s|latest\s|updated|reviewed|revised)/iu.test(line),
    );
  return {
    updatedOn: found(updated, [...short, ...labelled]),
    publishedOn:
      found(published, short) ??
      found(
        alone,
        top.filter((line) => line.split(" ").length <= 8),
      ),
  };
};
