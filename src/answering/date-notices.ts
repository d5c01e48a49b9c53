import { dayInWords, monthsBetween } from "../domain/calendar.ts";
import { asOfDay, type DocumentRecord } from "../domain/document.ts";
import type { WordingKey } from "../domain/knowledge-config.ts";
import type { VerifiedAnswer } from "../domain/verified-answer.ts";
import { pastEvents } from "./past-events.ts";
import { estimatedYear, isOutdated } from "./time-scope.ts";

/** An approved notice with what fills its blanks. */
export type Notice = { key: WordingKey; blanks: Record<string, string> };

/** A page untouched for this long gets a notice, even while it still speaks for the present. */
export const staleAfterMonths = 6;

const documentNotices = (document: DocumentRecord, nowOn: string): Notice[] => {
  const asOf = asOfDay(document);
  const title = document.title;
  if (asOf === null) return [{ key: "notice_undated", blanks: { title } }];
  if (document.basis === "inferred") {
    const year = estimatedYear(document);
    return [
      { key: "notice_inferred_date", blanks: { title, date: `${dayInWords(asOf)}${year === null ? "" : ` (around ${year})`}` } },
    ];
  }
  const date = dayInWords(asOf);
  if (isOutdated(document, nowOn)) return [{ key: "notice_archived", blanks: { title, date } }];
  const months = monthsBetween(asOf, nowOn);
  // One warning about age is read, two are skipped: the missed review is told only of a page that is not yet stale.
  if (months >= staleAfterMonths) return [{ key: "notice_stale", blanks: { title, date, months: String(months) } }];
  if (document.reviewBy !== null && document.reviewBy < nowOn) {
    return [{ key: "notice_review_overdue", blanks: { title, date: dayInWords(document.reviewBy) } }];
  }
  return [];
};

/** The notice that an older source says something else; none when there is no such source. */
export const disagreementNotices = (older: DocumentRecord | null): Notice[] => {
  const asOf = older === null ? null : asOfDay(older);
  return older === null || asOf === null
    ? []
    : [{ key: "notice_disagreement", blanks: { title: older.title, date: dayInWords(asOf) } }];
};

/** Every notice that the dates of an answer's sources call for on the day `nowOn`, each once. */
export const dateNotices = (answer: VerifiedAnswer, nowOn: string): Notice[] => {
  const cited = new Map<string, DocumentRecord>();
  const notices: Notice[] = [];
  for (const claim of answer.claims) {
    for (const quotation of claim.quotations) {
      const { document } = answer.passages.get(quotation.passageId)!;
      cited.set(document.sourceId, document);
      const writtenOn = asOfDay(document);
      if (writtenOn === null || document.basis === "inferred" || isOutdated(document, nowOn)) continue;
      for (const event of pastEvents(quotation.text, writtenOn, nowOn)) {
        const date = event.precision === "day" ? dayInWords(event.toOn) : event.words;
        notices.push({ key: "notice_past_event", blanks: { words: event.words, date } });
      }
    }
  }
  const all = [...notices, ...[...cited.values()].flatMap((document) => documentNotices(document, nowOn))];
  return all.filter((notice, index) => all.findIndex((other) => JSON.stringify(other) === JSON.stringify(notice)) === index);
};

/** The day that an answer speaks for: the oldest of its sources' days; null when one of them has none. */
export const asOfAnswer = (answer: VerifiedAnswer): string | null => {
  const days = answer.claims.flatMap((claim) =>
    claim.quotations.map((quotation) => {
      const { document } = answer.passages.get(quotation.passageId)!;
      return document.updatedOn ?? document.publishedOn;
    }),
  );
  return days.length === 0 || days.includes(null)
    ? null
    : (days as string[]).reduce((oldest, day) => (day < oldest ? day : oldest));
};
