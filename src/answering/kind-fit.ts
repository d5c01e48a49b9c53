import { figuresInText } from "../domain/figures-in-text.ts";
import type { TermAnalyser } from "../ports/term-analyser.ts";
import type { QuestionKind } from "./question-kind.ts";
import type { SentenceProfile } from "./sentence-profile.ts";

/** What a question asks for, read once: its kind, the figures it already names, and the thing that it counts. */
export type AskedFor = { kind: QuestionKind; ownFigures: Set<number>; countedStems: Set<string> };

const countedPattern =
  /\b(?:how (?:many|much|big|large)|(?:what|which) (?:percentage|proportion|share|number|figure)(?: of)?|number of|total(?: number)?(?: of)?)\s+((?:[a-z\u2019'-]+\s*){1,5})/i;
const stopAt =
  /\b(are|is|was|were|will|would|do|does|did|can|could|has|have|had|should|must|there|be|being|to|in|at|of|for|by|on|from|that|who|which)\b/i;

/** Reads what kind of answer a question wants. `question` is one question with slang put right. */
export const askedFor = (terms: TermAnalyser, question: string, kind: QuestionKind): AskedFor => {
  const run = countedPattern.exec(question)?.[1] ?? "";
  const counted = run.split(stopAt)[0] ?? "";
  return {
    kind,
    ownFigures: new Set(figuresInText(question).map((figure) => figure.value)),
    countedStems: new Set(terms.terms(counted).map((term) => term.stem)),
  };
};

const durationWords = /\b(hour|day|week|fortnight|month|year|working day)s?\b/i;
const reasonWords =
  /\b(because|due to|since|so that|in order to|as a result|reasons?|relate to|prompted|aims? to|caused?|owing to|led to|so (?:the|as)|therefore|why)\b/i;
const contactWords =
  /@|https?:|www\.|\b(contact|email|e-mail|phone|telephone|call|write to|website|online|page|post(?:ed)?|link|visit|log(?:ging)? in|address)\b/i;
const relativeTime =
  /\b(weekly|monthly|fortnightly|annually|quarterly|daily|every (?:week|month|year|fortnight)|each (?:week|month|year)|this (?:week|month|year)|last (?:week|month|year|april|may)|next (?:week|month|year)|before|after|until|once|as soon as|when)\b/i;

/** 1: the sentence holds the kind of thing asked for. -1: it does not. 0: the kind cannot be told from the surface. */
export type KindFit = -1 | 0 | 1;

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
      return sentence.days.length > 0 ? 1 : relativeTime.test(sentence.text) ? 0 : -1;
    case "person":
      return sentence.names.length > 0 ? 1 : 0;
    case "contact":
      return holds(contactWords.test(sentence.text));
    case "reason":
      return reasonWords.test(sentence.text) ? 1 : 0;
    default:
      return 0;
  }
};

/** Whether a figure of the sentence stands by the thing that the question counts ("four CSUs", "number of ICBs ... 42 to 27"). */
export const countsTheThing = (terms: TermAnalyser, asked: AskedFor, sentence: SentenceProfile): boolean => {
  if (asked.countedStems.size === 0) return false;
  const figures = sentence.figures.filter((figure) => !asked.ownFigures.has(figure.value));
  return figures.some((figure) => {
    const around = sentence.text.slice(Math.max(0, figure.start - 60), figure.end + 45);
    return terms.terms(around).some((term) => asked.countedStems.has(term.stem));
  });
};
