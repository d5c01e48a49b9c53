import type { WordClass } from "../../ports/word-classes.ts";
import type { ConceptsOf } from "./concepts.ts";
import { plainFormOf } from "./irregular-forms.ts";
import { plainEnglish } from "./plain-english.ts";
import type { ProofDeps } from "./proof-deps.ts";
import { wordClassOf } from "./word-class-of.ts";
import { lightWords } from "./word-lists.ts";

/**
 * A word as it was read. `keys`: its stem, the stem of its plain form and what the glossary knows it as. `opens`: it is the first of a
 * sentence, so its capital says nothing. `clause`: running number of the clause; `light`: grammar, not content.
 */
export type ReadWord = {
  at: number;
  word: string;
  stem: string;
  keys: ReadonlySet<string>;
  written: string;
  start: number;
  end: number;
  wordClass: WordClass;
  opens: boolean;
  /** A colon stands right before it. */
  afterColon: boolean;
  light: boolean;
  sentence: number;
  clause: number;
};

/** A text made ready for comparing; places are offsets into `text`, which has contractions written out. */
export type Reading = { text: string; words: ReadWord[]; keys: ReadonlySet<string> };

const conjunction =
  "because|although|though|whereas|while|whichever|unless|if|when|whenever|until|till|once|so that|provided|as long as|as soon as|as needed|as necessary|as appropriate|where|rather than|but|before|after";
/** Marks and conjunctions that open a clause of their own. */
const clauseEnd = new RegExp(
  `;|:\\s|\\s-\\s|,\\s(?=(?:and|or|so|which|who|whose|where|not|meaning|depending|including|such as|${conjunction})\\b)|\\s(?=(?:${conjunction})\\s)`,
  "giu",
);
/** An aside in brackets, unless it only gives a short form: "(TUPE)". */
const aside = /\((?:[^\s()]+\s+){3,}[^()]*\)/gu;
/** A subordinate clause that leads its sentence ends at its comma. */
const leadingClause =
  /(?<=^|[.!?]\s|\bthat\s)(?:if|when|once|unless|until|while|although|because|before|after|where|as|provided|to|for|with|according)\b[^.,;:]*,\s/giu;

const endsBefore = (text: string, start: number, marks: RegExp): boolean => marks.test(text.slice(Math.max(0, start - 8), start));
const fullStop = /[.!?]["')\]]*\s+["'([]*$/u;
const colon = /:["')\]]*\s+["'([]*$/u;

/** Reads a text: words with their stems, classes and glossary keys, cut into sentences and clauses. */
export const readText = (deps: Pick<ProofDeps, "terms" | "wordClasses">, conceptsOf: ConceptsOf, raw: string): Reading => {
  const text = plainEnglish(raw);
  const ends = [
    ...[...text.matchAll(clauseEnd), ...text.matchAll(leadingClause), ...text.matchAll(aside)].map(
      (match) => match.index + match[0].length,
    ),
    ...[...text.matchAll(aside)].map((match) => match.index),
  ];
  const classes = deps.wordClasses(text);
  const terms = deps.terms.terms(text);
  const plainStems = terms.map((term) => deps.terms.stem(plainFormOf.get(term.word) ?? term.word));
  const concepts = conceptsOf(plainStems);
  let sentence = -1;
  const words = terms.map((term, at): ReadWord => {
    // "May" is a month wherever its capital is not the sentence's.
    const isMonth = term.word === "may" && /^M/u.test(text.slice(term.start)) && /[\da-z,]\s*$/u.test(text.slice(0, term.start));
    const word = isMonth ? "may-month" : term.word;
    const opensSentence = at === 0 || endsBefore(text, term.start, fullStop);
    if (opensSentence) sentence += 1;
    return {
      at,
      word,
      stem: plainStems[at]!,
      keys: new Set([term.stem, plainStems[at]!, ...concepts[at]!]),
      written: text.slice(term.start, term.end),
      start: term.start,
      end: term.end,
      wordClass: wordClassOf(word, classes),
      opens: opensSentence || endsBefore(text, term.start, colon),
      afterColon: endsBefore(text, term.start, colon),
      light: isMonth || lightWords.has(word),
      sentence,
      clause: ends.filter((end) => end <= term.start).length + sentence,
    };
  });
  return { text, words, keys: new Set(words.flatMap((word) => [...word.keys])) };
};
