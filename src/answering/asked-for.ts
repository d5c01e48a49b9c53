import { figuresInText } from "../domain/figures-in-text.ts";
import type { TermAnalyser } from "../ports/term-analyser.ts";
import { type QuestionFrame, questionFrame } from "./question-frame.ts";
import type { QuestionKind } from "./question-kind.ts";

/** What a question asks for, read once: its kind, the figures it already names, and the thing that it counts. */
export type AskedFor = {
  kind: QuestionKind;
  ownFigures: Set<number>;
  countedStems: Set<string>;
  /** The noun of "which boards ...": an answer must say which, not that there are some. */
  whichStems: Set<string>;
  /** Whether the question looks ahead ("when will") or back ("when did"); null when its words do not tell. */
  looks: "ahead" | "back" | null;
  /** The question's own words in small letters, to tell a name that it brings from one that answers it. */
  ownWords: string;
  frame: QuestionFrame;
};

const countedPattern =
  /\b(?:how (?:many|much|big|large)|(?:what|which) (?:percentage|proportion|share|number|figure)(?: of)?|number of|total(?: number)?(?: of)?)\s+((?:[a-z\u2019'-]+\s*){1,5})/i;
const whichPattern = /\b(?:which|what) ((?:[a-z]+ )?[a-z]+s)\b(?! (?:is|was|the)\b)/i;
const ahead =
  /\b(will|next|going to|due|expected|gonna|be (?:published|approved|finished|completed|released|announced)|deadline)\b/i;
const back = /\b(did|was|were|had|last)\b/i;
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
    whichStems: new Set(terms.terms(whichPattern.exec(question)?.[1] ?? "").map((term) => term.stem)),
    looks: ahead.test(question) ? "ahead" : back.test(question) ? "back" : null,
    ownWords: question.toLowerCase(),
    frame: questionFrame(terms, question),
  };
};
