/** A stretch of whole days, both ends included, as `YYYY-MM-DD`. */
export type DayRange = { fromOn: string; toOn: string };

/** A date expression found in running text. `start`/`end` are offsets into the text searched. */
export type DayMention = DayRange & { words: string; start: number; end: number; precision: "day" | "month" | "year" };

const monthNames = [
  "january",
  "february",
  "march",
  "april",
  "may",
  "june",
  "july",
  "august",
  "september",
  "october",
  "november",
  "december",
];
const monthPattern =
  "(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)";

const monthNumber = (word: string): number => monthNames.findIndex((name) => name.startsWith(word.toLowerCase().slice(0, 3))) + 1;

const iso = (year: number, month: number, day: number): string =>
  `${String(year).padStart(4, "0")}-${String(month).padStart(2, "0")}-${String(day).padStart(2, "0")}`;

const lastDayOf = (year: number, month: number): number => new Date(Date.UTC(year, month, 0)).getUTCDate();

const dayExists = (year: number, month: number, day: number): boolean => day >= 1 && day <= lastDayOf(year, month);

/** The year that puts a month (and day) nearest to the day on which the text was written. */
const nearestYear = (month: number, day: number, writtenOn: string): number => {
  const written = Date.parse(writtenOn);
  const year = Number(writtenOn.slice(0, 4));
  const distance = (candidate: number) => Math.abs(Date.UTC(candidate, month - 1, day) - written);
  return [year - 1, year, year + 1].reduce((best, candidate) => (distance(candidate) < distance(best) ? candidate : best));
};

const partOfMonth = (part: string, year: number, month: number): DayRange => {
  const last = lastDayOf(year, month);
  if (/early|start|beginning|first half/.test(part)) return { fromOn: iso(year, month, 1), toOn: iso(year, month, 15) };
  if (/mid/.test(part)) return { fromOn: iso(year, month, 10), toOn: iso(year, month, 20) };
  if (/late|end|second half/.test(part)) return { fromOn: iso(year, month, 15), toOn: iso(year, month, last) };
  return { fromOn: iso(year, month, 1), toOn: iso(year, month, last) };
};

const expressions: {
  pattern: RegExp;
  read: (match: RegExpExecArray, writtenOn: string) => (DayRange & { precision: DayMention["precision"] }) | null;
}[] = [
  {
    pattern: new RegExp(`\\b(\\d{1,2})(?:st|nd|rd|th)?(?: of)? (${monthPattern})\\b,?(?: (\\d{4})\\b)?`, "giu"),
    read: (match, writtenOn) => {
      const month = monthNumber(match[2]!);
      const day = Number(match[1]);
      const year = match[3] ? Number(match[3]) : nearestYear(month, day, writtenOn);
      return dayExists(year, month, day)
        ? { fromOn: iso(year, month, day), toOn: iso(year, month, day), precision: "day" }
        : null;
    },
  },
  {
    pattern: new RegExp(`\\b(${monthPattern}) (\\d{1,2})(?:st|nd|rd|th)?,? (\\d{4})\\b`, "giu"),
    read: (match) => {
      const [month, day, year] = [monthNumber(match[1]!), Number(match[2]), Number(match[3])];
      return dayExists(year, month, day)
        ? { fromOn: iso(year, month, day), toOn: iso(year, month, day), precision: "day" }
        : null;
    },
  },
  {
    pattern: /\b(\d{4})-(\d{2})-(\d{2})\b/gu,
    read: (match) => {
      const [year, month, day] = [Number(match[1]), Number(match[2]), Number(match[3])];
      return month >= 1 && month <= 12 && dayExists(year, month, day)
        ? { fromOn: iso(year, month, day), toOn: iso(year, month, day), precision: "day" }
        : null;
    },
  },
  {
    pattern: /\b(\d{1,2})[/.](\d{1,2})[/.](\d{4})\b/gu,
    read: (match) => {
      const [day, month, year] = [Number(match[1]), Number(match[2]), Number(match[3])];
      return month >= 1 && month <= 12 && dayExists(year, month, day)
        ? { fromOn: iso(year, month, day), toOn: iso(year, month, day), precision: "day" }
        : null;
    },
  },
  {
    pattern: new RegExp(
      `\\b((?:early|mid|late|later in|end of|the end of|start of|beginning of|(?:first|second) half of)[ -])?(${monthPattern})\\b(?:,? (\\d{4})\\b)?`,
      "gu".concat("i"),
    ),
    read: (match, writtenOn) => {
      // "may" and "march" are words too: without a year or a leading part they count only when capitalised.
      const bare = !match[1] && !match[3];
      if (bare && !/^[A-Z]/.test(match[2]!)) return null;
      if (bare && match[2]!.length < 4 && match[2] !== "May") return null;
      const month = monthNumber(match[2]!);
      const year = match[3] ? Number(match[3]) : nearestYear(month, 15, writtenOn);
      return { ...partOfMonth((match[1] ?? "").toLowerCase(), year, month), precision: "month" };
    },
  },
  {
    pattern: /\b(20\d{2})\s?[-/\u2013]\s?(\d{2}|20\d{2})\b(?![-/]\d)/gu,
    read: (match) => {
      const first = Number(match[1]);
      const second = Number(match[2]) % 100;
      return second === (first + 1) % 100 ? { fromOn: iso(first, 4, 1), toOn: iso(first + 1, 3, 31), precision: "year" } : null;
    },
  },
  {
    pattern: /\b(?:(early|mid|late|(?:the )?end of|(?:the )?start of)[ -])?((?:19|20)\d{2})\b(?!\s?[-/\u2013]\s?\d)/giu,
    read: (match) => {
      const year = Number(match[2]);
      const part = (match[1] ?? "").toLowerCase();
      if (/early|start/.test(part)) return { fromOn: iso(year, 1, 1), toOn: iso(year, 4, 30), precision: "year" };
      if (/late|end/.test(part)) return { fromOn: iso(year, 9, 1), toOn: iso(year, 12, 31), precision: "year" };
      return { fromOn: iso(year, 1, 1), toOn: iso(year, 12, 31), precision: "year" };
    },
  },
];

/**
 * Finds the date expressions of a text, in reading order, longest reading first where two overlap.
 * `writtenOn` (`YYYY-MM-DD`) is the day the text speaks from: a day without a year is read as the one nearest to it.
 * Understands days, months with "early / mid / late", financial years (2025-26, April to March) and plain years.
 */
export const daysInText = (text: string, writtenOn: string): DayMention[] => {
  const found: DayMention[] = [];
  for (const { pattern, read } of expressions) {
    for (const match of text.matchAll(pattern)) {
      const start = match.index;
      const end = start + match[0].length;
      if (found.some((mention) => start < mention.end && end > mention.start)) continue;
      const range = read(match as RegExpExecArray, writtenOn);
      if (range) found.push({ ...range, words: match[0].trim(), start, end });
    }
  }
  return found.sort((a, b) => a.start - b.start);
};
