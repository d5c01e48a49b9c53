import type { TermAnalyser } from "../ports/term-analyser.ts";
import { liesAhead, slotPlaces } from "./answer-slots.ts";
import type { AskedFor } from "./asked-for.ts";
import type { SentenceProfile } from "./sentence-profile.ts";

const durationWords = /\b(hour|day|week|fortnight|month|year|working day)s?\b/i;
const reasonWords =
  /\b(because|due to|since|so that|in order to|as a result|reasons?|relate to|prompted|aims? to|caused?|owing to|led to|so (?:the|as)|therefore|why)\b/i;
const contactWords =
  /@|https?:|www\.|\b(contact|email|e-mail|phone|telephone|call|write to|website|online|page|post(?:ed)?|link|visit|log(?:ging)? in|address)\b/i;
const relativeTime =
  /\b(weekly|monthly|fortnightly|annually|quarterly|daily|every (?:week|month|year|fortnight)|each (?:week|month|year)|this (?:week|month|year)|last (?:week|month|year|april|may)|next (?:week|month|year)|before|after|until|once|as soon as)\b/i;

/** 1: the sentence holds the kind of thing asked for. -1: it does not. 0: the kind cannot be told from the surface. */
export type KindFit = -1 | 0 | 1;

const dateFit = (asked: AskedFor, sentence: SentenceProfile): KindFit => {
  if (sentence.days.length === 0) return relativeTime.test(sentence.text) ? 0 : -1;
  return asked.looks !== "ahead" || sentence.days.some((day) => liesAhead(sentence, day)) ? 1 : -1;
};

const vagueNoun =
  /\b(?:some|several|many|a number of|various|others?|these|those|more|which|certain|affected|any|its|their)\s+((?:[a-z\u2019'-]+\s+){0,2}[a-z\u2019'-]+)/giu;

/** Whether a sentence only says that there are some of what the question asks "which" of. */
export const leavesUnsaid = (terms: TermAnalyser, asked: AskedFor, sentence: SentenceProfile): boolean =>
  asked.whichStems.size > 0 &&
  [...sentence.text.matchAll(vagueNoun)].some((match) => terms.terms(match[1]!).some((term) => asked.whichStems.has(term.stem)));

/** Whether a sentence holds the kind of answer asked for (a figure, a date, a name ...), apart from what it is about. */
export const kindFit = (asked: AskedFor, sentence: SentenceProfile): KindFit => {
  const figures = sentence.figures.filter((figure) => !asked.ownFigures.has(figure.value));
  const holds = (present: boolean): KindFit => (present ? 1 : -1);
  switch (asked.kind) {
    case "percent":
      return holds(figures.some((figure) => figure.unit === "percent" || figure.words.toLowerCase() === "half"));
    case "money":
      return holds(figures.some((figure) => figure.unit !== "count") || /\bhalf\b/i.test(sentence.text));
    case "number":
      return holds(sentence.figures.some((figure) => !asked.ownFigures.has(figure.value)));
    case "duration":
      return holds(durationWords.test(sentence.text) || sentence.days.length > 0);
    case "date":
      return dateFit(asked, sentence);
    case "person":
      return holds(slotPlaces(asked, sentence).length > 0);
    case "contact":
      return holds(contactWords.test(sentence.text));
    case "reason":
      return holds(reasonWords.test(sentence.text));
    default:
      return 0;
  }
};
