import type { DayMention } from "../domain/days-in-text.ts";
import type { AskedFor } from "./asked-for.ts";
import type { SentenceProfile } from "./sentence-profile.ts";

/** Kinds of answer that can be pointed at in a sentence. */
export const slotKinds = ["date", "number", "money", "percent", "duration", "person", "reason", "contact"] as const;
export const hasSlot = (asked: AskedFor): boolean => (slotKinds as readonly string[]).includes(asked.kind);

const duration =
  /\b(?:\d+|two|three|four|five|six|seven|eight|nine|ten|twelve|several|an?|one|next|over an?)[\s-]+(?:hour|day|week|fortnight|month|year)s?\b|\b(?:fort|over)?nightly\b|\bmonthly\b|\bweekly\b/gi;
const reasonWords =
  /\b(?:because|due to|since|so that|in order to|as a result|reasons?|relates? to|prompted|aims? to|causes?d?|owing to|led to|therefore|so (?:that |the |as )|to (?:ensure|support|help|allow|encourage|avoid))\b/gi;
const contactWords =
  /@|https?:|www\.|\b(?:contact|e-?mail|phone|telephone|write to|website|online|link|visit|logging|log in|address|here|box|page)\b/gi;
const roughNumber = /\b(?:thousands|hundreds|dozens|majority|most|none|all|no)\s(?:of\s)?[a-z]/gi;
const wantsPounds = /pound|\u00a3|cost|price|fee|salary|earn|paid|payment|payout|allowance/;
const roles =
  /\b(?:government|ministers?|representatives?|employers?|unions?|members|staff|managers?|directors?|leaders?|officials|reps?|committee|council|board|team|department|employees|commissioners|trusts|units?|bodies|secretary|chair)\b/gi;
const isNew = (asked: AskedFor, words: string): boolean => !asked.ownWords.includes(words.toLowerCase());
/** A month of grace: what was due shortly before the page was written may still be spoken of as coming. */
const graceMs = 31 * 86_400_000;
const speaksAhead = /\b(?:will|next|by|until|till|due|expected?|planned|plans?|must|should|may|possibly|to be|going to)\b/;

/** Whether a day was still to come for the writer, or is spoken of as if it was: "met on 13 May" is not the next meeting. */
export const liesAhead = (sentence: SentenceProfile, day: DayMention): boolean => {
  if (day.toOn >= sentence.writtenOn) return true;
  const from = new Date(Date.parse(sentence.writtenOn) - graceMs).toISOString().slice(0, 10);
  return day.toOn >= from && speaksAhead.test(sentence.text);
};

const inDay = (sentence: SentenceProfile, at: number): boolean => sentence.days.some((day) => day.start <= at && at < day.end);

/** Where in the sentence something of the kind asked for stands that the question did not bring itself; offsets into its text. */
export const slotPlaces = (asked: AskedFor, sentence: SentenceProfile): number[] => {
  const figures = sentence.figures.filter((figure) => !asked.ownFigures.has(figure.value));
  switch (asked.kind) {
    case "date":
      return sentence.days
        .filter(
          (day) => !asked.ownWords.includes(day.words.toLowerCase()) && (asked.looks !== "ahead" || liesAhead(sentence, day)),
        )
        .map((day) => day.start);
    case "number":
      return [
        ...figures.filter((figure) => figure.unit === "count" && !inDay(sentence, figure.start)).map((figure) => figure.start),
        ...[...sentence.text.matchAll(roughNumber)].map((match) => match.index),
      ];
    case "money": {
      const strict = wantsPounds.test(asked.ownWords);
      return figures
        .filter(({ unit, words }) => unit === "money" || words.toLowerCase() === "half" || (unit === "percent" && !strict))
        .map((figure) => figure.start);
    }
    case "percent":
      return figures
        .filter((figure) => figure.unit === "percent" || figure.words.toLowerCase() === "half")
        .map((figure) => figure.start);
    case "duration":
      return [...[...sentence.text.matchAll(duration)].map((match) => match.index), ...sentence.days.map((day) => day.start)];
    case "person": {
      const strict = asked.frame.asksIdentity;
      const names = sentence.names.filter((name) => isNew(asked, name.text) && (name.isPerson || !strict));
      const bodies = strict ? [] : [...sentence.text.matchAll(roles)].filter((match) => isNew(asked, match[0]));
      return [...names.map((name) => name.start), ...bodies.map((match) => match.index)];
    }
    case "reason":
      return [...sentence.text.matchAll(reasonWords)].map((match) => match.index);
    case "contact":
      return [...sentence.text.matchAll(contactWords)].map((match) => match.index);
    default:
      return [];
  }
};
