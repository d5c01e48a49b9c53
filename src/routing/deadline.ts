import { en, type ParsedResult } from "chrono-node";
import type { Deadline } from "../domain/route.ts";

/** Words without which no date can stand in a message; spares the date reader for the rest. */
const mayHoldDate =
  /\d|\b(?:today|tonight|tomorrow|tomorow|tommorow|tommorrow|tmrw?|tmw|2moro|tomoz|mon(?:day)?|tues?(?:day)?|wed(?:nesday)?|thur?s?(?:day)?|fri(?:day)?|sat(?:urday)?|sun(?:day)?|an hour|half an hour|noon|midday|midnight|afternoon|evening|week|month)\b/i;

/** British dates, and "tomorrow" as people type it. */
const dateReader = en.GB.clone();
dateReader.parsers.push({
  pattern: () => /\b(?:2moro|2morrow|tomoz|tmoz|tmw|tomorow|tommorow|tommorrow|tomorro|tommorro)\b/i,
  extract: ({ reference }) => {
    const nextDay = new Date(reference.getDateWithAdjustedTimezone().getTime() + 86_400_000);
    return { day: nextDay.getDate(), month: nextDay.getMonth() + 1, year: nextDay.getFullYear() };
  },
});
const countWords: Record<string, number> = { a: 1, one: 1, two: 2, three: 3, four: 4, six: 6 };
dateReader.parsers.push({
  pattern: () => /\b(a|one|two|three|four|six|\d{1,2}) weeks?(?: from)? (?:today|now)\b/i,
  extract: ({ reference }, match) => {
    const weeks = countWords[match[1]!.toLowerCase()] ?? Number(match[1]);
    const day = new Date(reference.getDateWithAdjustedTimezone().getTime() + weeks * 7 * 86_400_000);
    return { day: day.getDate(), month: day.getMonth() + 1, year: day.getFullYear() };
  },
});
dateReader.parsers.push({
  pattern: () => /\bthe ([12]?\d|3[01])(?:st|nd|rd|th)\b(?! (?:of|century|anniversary|may|june|july|stage|time))/i,
  extract: ({ reference }, match) => {
    const today = reference.getDateWithAdjustedTimezone();
    const day = Number(match[1]);
    const month = new Date(Date.UTC(today.getFullYear(), today.getMonth() + (day < today.getDate() ? 1 : 0), 1));
    return { day, month: month.getUTCMonth() + 1, year: month.getUTCFullYear() };
  },
});

/** A bare length of time ("4 days a week", "8d", "now") that the date reader takes for a date. */
const noDay =
  /^(?:(?:(?:\d+|an?|one|two|three|four|five|six|ten|twelve|half|few) ?(?:d|h|m|w|y|days?|weeks?|months?|years?|hours?|hrs?|minutes?|mins?),? ?(?:and )?)+|now|just now|right now|\d{1,4})$/i;
/** Words that name a time of the day on which the message was sent. */
const sameDay =
  /\b(?:today|tonight|this (?:morning|afternoon|evening)|noon|midday|midnight|in .*(?:hours?|hrs?|min(?:ute)?s?))\b|\d ?(?:am|pm|o'?clock)|\d[.:]\d\d|at \d/i;

/** What must stand in the same sentence before a date counts as a deadline or appointment. */
const criticalMatter =
  /\b(?:hearing|meeting|mtg|interview(?:s|ed|ing)?|appeal|tribunal|acas|sign(?:ed|ing)?|accept|decide|decision|respond|response|reply|answer|submit|submission|deadline|due|appl(?:y|ication)|consultation|121|1:1|one[- ]to[- ]one|disciplin\w*|grievance|investigat\w*|capability|absence review|sickness review|statement|return(?:ed)?|form|eoi|expression of interest|expires?|closes?|ends?|closing|run(?:s|ning)? out|resign|being called|called in|objection|let (?:them|him|her|hr) know|agree|back to them|needs?|stops?|before|by|until|till?|last (?:working )?day)\b/i;

/** What is only pressing when it is near. */
const softMatter =
  /\b(?:last day|leave|leaving|dismiss\w*|transfer\w*|tuped?|start|starts|contract|notice|termination|offer|pay|redundan\w*|cut|stop\w*)\b/i;
const softMatterDays = 14;

/** The sentence tells of something that already happened, and nothing in it points ahead. */
const pastTelling =
  /\b(?:was|were|had|got|told|received|said|went|has been|have been|been|opened|suspended|sacked|dismissed|started|joined|since|ago|last|gave|sent|found out|heard)\b/i;
const pointsAhead =
  /\b(?:by|before|until|till?|deadline|due|in (?:an?|\d+|half)|have to|has to|need|must|tomorrow|tmrw?|at \d|(?:is|are) (?:on|at|in|this|next)|this (?:afternoon|evening)|closes?|expires?|ends?|next|hearing|interview|invited|will be|days to|is)\b/i;

const londonParts = new Intl.DateTimeFormat("en-GB", {
  timeZone: "Europe/London",
  year: "numeric",
  month: "2-digit",
  day: "2-digit",
  hour: "2-digit",
  minute: "2-digit",
  hourCycle: "h23",
});

const londonOffsetMinutes = (at: Date): number => {
  const part = Object.fromEntries(londonParts.formatToParts(at).map(({ type, value }) => [type, Number(value)]));
  const wall = Date.UTC(part.year ?? 0, (part.month ?? 1) - 1, part.day ?? 1, part.hour ?? 0, part.minute ?? 0);
  return Math.round((wall - at.getTime()) / 60_000);
};

const dayOf = (result: ParsedResult): string => {
  const two = (value: number | null): string => String(value ?? 1).padStart(2, "0");
  const last = result.end ?? result.start;
  return `${last.get("year")}-${two(last.get("month"))}-${two(last.get("day"))}`;
};

const dayInLondon = (at: Date): string => new Date(at.getTime() + londonOffsetMinutes(at) * 60_000).toISOString().slice(0, 10);

const sentenceAround = (text: string, start: number, end: number): string => {
  const before = Math.max(
    text.lastIndexOf("\n", start - 1),
    text.lastIndexOf(". ", start - 1),
    text.lastIndexOf("? ", start - 1),
    text.lastIndexOf("! ", start - 1),
  );
  const rest = text.slice(end).search(/[.?!](?:\s|$)|\n/);
  return text.slice(before + 1, rest === -1 ? text.length : end + rest);
};

/** The words between the nearest commas and conjunctions: "I got my letter today" of "I got my letter today and my meeting is on Monday". */
const clauseAround = (text: string, start: number, end: number): string => {
  const parting = /[,;:]|\s(?:and|but|so|then|because|which)\s/giu;
  const before = [...text.slice(0, start).matchAll(parting)].at(-1);
  const after = parting[Symbol.matchAll](text.slice(end)).next().value as RegExpMatchArray | undefined;
  return text.slice(before ? before.index + before[0].length : 0, after ? end + (after.index ?? 0) : text.length);
};

const dueSoon =
  /\b(?:by|before|(?:un)?till?|deadline|due|have to|has to|must|need|at \d|hearing|interview|meeting|closes?|expires?|ends?)\b/i;

/** The day on which news came is no deadline, whatever else the sentence goes on to say. */
const tellsOfToday = (text: string, { index, text: words }: ParsedResult): boolean => {
  if (!/\b(?:today|tonight|this (?:morning|afternoon|evening)|now)\b/i.test(words) || /weeks?/i.test(words)) return false;
  const rest = clauseAround(text, index, index + words.length).replace(words, " ");
  return pastTelling.test(rest) && !dueSoon.test(rest);
};

/**
 * The nearest day on which something falls due for the sender, read from the member's own words.
 * Relative words count from `sentAt` in London time. A day that is only implied ("next month", "soon") is not
 * made up, a day in the past is no deadline, and a date without a matter (a hearing, a form, "by") is none either.
 */
export const findDeadline = (text: string, sentAt: Date): Deadline | null => {
  if (!mayHoldDate.test(text)) return null;
  const results = dateReader.parse(text, { instant: sentAt, timezone: londonOffsetMinutes(sentAt) }, { forwardDate: true });
  const today = dayInLondon(sentAt);
  const due = results
    .filter(({ text: words }) => !noDay.test(words))
    .filter(
      ({ start, end, text: words }) =>
        [start, ...(end ? [end] : [])].some((part) => part.isCertain("day") || part.isCertain("weekday")) || sameDay.test(words),
    )
    .filter((result) => dayOf(result) >= today && !tellsOfToday(text, result))
    .filter((result) => {
      const sentence = sentenceAround(text, result.index, result.index + result.text.length);
      const daysAhead = (Date.parse(dayOf(result)) - Date.parse(today)) / 86_400_000;
      if (!criticalMatter.test(sentence) && !(softMatter.test(sentence) && daysAhead <= softMatterDays)) return false;
      if (/\b(?:since|from|born|last)\s+$/i.test(text.slice(0, result.index))) return false;
      const named = result.start.isCertain("day") && result.start.isCertain("month") && daysAhead > 0;
      const rest = sentence.replace(result.text, " ");
      const ahead = /^(?:in|within|next|tomorrow|2moro|tomoz|tmrw?|this (?:afternoon|evening))\b/i.test(result.text);
      return named || ahead || !pastTelling.test(rest) || pointsAhead.test(rest);
    })
    .sort((a, b) => (dayOf(a) < dayOf(b) ? -1 : 1))[0];
  if (!due) return null;
  const lead =
    /(?:\b(?:by|before|until|till|on|at|due(?: on| by)?|no later than|expires?(?: on)?|closes?(?: on)?|ends?(?: on)?)\s+(?:the\s+|this\s+|next\s+)?)$/i.exec(
      text.slice(0, due.index),
    );
  const from = lead ? lead.index : due.index;
  return { dueOn: dayOf(due), words: text.slice(from, due.index + due.text.length).replace(/[\s,;:.!?]+$/u, "") };
};

const noDate =
  /\b(?:urgent(?:ly)?|a\.?s\.?a\.?p|time limit|time critical|(?:only|just) (?:have |got |has )*(?:\d+|one|two|three|a few|a couple of|a) (?:working |calendar |more )?(?:days?|hours?|hrs|mins|minutes|weeks?)(?: left)?|(?:\d+ ?|one |two |three |five |ten |a few |a couple of )(?:working |calendar )?(?:days?|hours?|hrs|mins|minutes|weeks)'?(?: left| notice)? (?:left|to (?:decide|appeal|respond|reply|sign|accept|say|object|submit|return|answer|choose))|within (?:\d+|five|ten|seven|two|three|a) (?:working |calendar )?(?:days?|hours?|weeks?)|in (?:an|\d+|a few|half an|two|one) (?:hour|hours|hrs|min|mins|minutes)|(?:by |before |at )?(?:the )?(?:end of (?:the |this )?(?:day|week|month)|close of play|close of business|cop|cob)|runs? out|before (?:the |my )?(?:deadline|meeting|hearing|interview)|deadline|next week|this week|in (?:two|three|\d) days|(?:this|today's|tomorrow's) (?:afternoon|evening|meeting|hearing)|later today|any minute)\b/;

/** Words of urgency in a normalised message, also where no day can be named; null when there are none. */
export const urgencyWords = (normalised: string): string | null => noDate.exec(normalised)?.[0] ?? null;
