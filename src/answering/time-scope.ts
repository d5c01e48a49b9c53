import { monthsBetween } from "../domain/calendar.ts";
import { type DayRange, daysInText } from "../domain/days-in-text.ts";
import { asOfDay, type DocumentRecord } from "../domain/document.ts";

/**
 * The time that a question is about. `now`: no year named, so the present state is asked for.
 * `period`: a past time is named. `past`: an unnamed past ("back then").
 */
export type TimeScope = { kind: "now" } | { kind: "past" } | ({ kind: "period"; words: string } & DayRange);

/** After this many months a page no longer speaks for the present unless it is a guide that its owner keeps current. */
export const outdatedAfterMonths = 36;

/** A named time this many months gone is a question about the past, not about the present. */
const pastAfterMonths = 12;

const unnamedPast =
  /\b(back then|at the time|in those days|used to be|years ago|previous(?:ly)? round|last time round|historic(?:al)?(?:ly)?|in the past|originally|first round of csu)\b/i;

const namedPresent =
  /\b(now|nowadays|today|currently|at (?:the|this) moment|at present|these days|still|right now|as of (?:now|today))\b/i;

const shiftMonths = (day: string, months: number): string => {
  const date = new Date(`${day}T00:00:00Z`);
  date.setUTCMonth(date.getUTCMonth() + months);
  return date.toISOString().slice(0, 10);
};

/**
 * Reads the time scope of a question asked on the day `nowOn`.
 * A question that names only recent or coming dates is about now: the dates are then part of its content.
 */
export const timeScopeOf = (question: string, nowOn: string): TimeScope => {
  const named = daysInText(question, nowOn).filter((mention) => /\d{4}/.test(mention.words));
  const gone = named.filter((mention) => monthsBetween(mention.toOn, nowOn) >= pastAfterMonths);
  const first = namedPresent.test(question) ? undefined : gone[0];
  if (first && gone.length === named.length)
    return { kind: "period", words: first.words, fromOn: first.fromOn, toOn: first.toOn };
  return unnamedPast.test(question) ? { kind: "past" } : { kind: "now" };
};

const pastTense = /\b(was|were|did|had|went|got)\b|\bat the time\b|\bback then\b/i;

/**
 * Time scope of a question with the background it was asked with. The background's year counts only when the question itself
 * looks back: "I joined in 2009. How many boards are there?" is about now.
 */
export const timeScopeOfMessage = (question: string, background: string | null, nowOn: string): TimeScope => {
  const own = timeScopeOf(question, nowOn);
  if (background === null || !pastTense.test(question) || own.kind === "period" || namedPresent.test(question)) return own;
  const behind = timeScopeOf(background, nowOn);
  return behind.kind === "period" ? behind : own;
};

/**
 * The stretch of time that a document may speak for. For an inferred bound this is the year before the bound
 * with a quarter's room: text that calls 2015-16 "coming" was hardly written long before 2014, and not in 2015.
 */
const periodOf = (document: DocumentRecord): DayRange | null => {
  const asOf = asOfDay(document);
  if (asOf === null) return null;
  if (document.basis === "inferred") return { fromOn: shiftMonths(asOf, -15), toOn: shiftMonths(asOf, -3) };
  return { fromOn: shiftMonths(document.publishedOn ?? asOf, -6), toOn: asOf };
};

/** The year around which a document without a date was most likely written; null when its dates are known or nothing is. */
export const estimatedYear = (document: DocumentRecord): number | null => {
  const period = document.basis === "inferred" ? periodOf(document) : null;
  return period ? Number(shiftMonths(period.fromOn, 6).slice(0, 4)) : null;
};

/** Whether a document has ceased to speak for the present on the day `nowOn`. */
export const isOutdated = (document: DocumentRecord, nowOn: string): boolean => {
  if (document.standing === "archived") return true;
  const asOf = asOfDay(document);
  if (asOf === null) return false;
  const keptCurrent = document.basis === "manifest" && (document.kind === "guide" || document.kind === "faq");
  return !keptCurrent && monthsBetween(asOf, nowOn) > outdatedAfterMonths;
};

const overlaps = (a: DayRange, b: DayRange): boolean => a.fromOn <= b.toOn && b.fromOn <= a.toOn;

/**
 * Whether a sentence of a document may answer a question of this time scope.
 * About now: only documents that still speak for the present. About a past time: documents of that time, and sentences of any
 * document that name it. `sentence` is the candidate's text.
 */
export const mayAnswer = (scope: TimeScope, document: DocumentRecord, sentence: string, nowOn: string): boolean => {
  if (scope.kind === "now") return !isOutdated(document, nowOn);
  if (scope.kind === "past") return true;
  const period = periodOf(document);
  if (period && overlaps(scope, period)) return true;
  const writtenOn = asOfDay(document) ?? nowOn;
  return daysInText(sentence, writtenOn).some(
    (mention) => overlaps(scope, mention) && (mention.precision !== "day" || /\d{4}/.test(mention.words)),
  );
};
