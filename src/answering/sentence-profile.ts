import { type DayMention, daysInText } from "../domain/days-in-text.ts";
import { asOfDay, type DocumentRecord } from "../domain/document.ts";
import { type Figure, figuresInText } from "../domain/figures-in-text.ts";
import { type Passage, sentenceText } from "../domain/passage.ts";
import type { EnglishWords } from "../ports/english-words.ts";
import type { TermAnalyser } from "../ports/term-analyser.ts";
import type { WordVectors } from "../ports/word-vectors.ts";

/** What is known of a sentence before any question is asked; made once a passage and kept. */
export type SentenceProfile = {
  text: string;
  /** Stems in reading order. */
  stems: string[];
  stemPlaces: Map<string, number[]>;
  /** Where each stem's word starts in `text`, and how rare the word is in English (0..1). */
  starts: number[];
  rarities: number[];
  /** Vectors of its words; null for grammar and for words without one. */
  vectors: (Float32Array | null)[];
  /** Number of the clause in which each stem stands. */
  clauses: number[];
  /** Names of people, bodies and schemes with their places. */
  names: { text: string; start: number; isPerson: boolean }[];
  figures: Figure[];
  days: DayMention[];
  /** Names of people, as written. */
  people: string[];
  /** Acronyms and other capitalised runs: bodies, schemes, places. */
  bodies: string[];
  /** Stems of what surrounds the sentence: the line that introduces it, its paragraph down to it. */
  nearStems: Set<string>;
  endsWithColon: boolean;
  isQuestion: boolean;
  /** The day from which its dates are read. */
  writtenOn: string;
  wordCount: number;
};

/** A passage with its sentences' profiles and the stems of its heading path and title. */
export type PassageProfile = {
  sentences: SentenceProfile[];
  headingStems: Set<string>;
  titleStems: Set<string>;
  stems: Set<string>;
};

const capitalisedRun = /\b[A-Z][\p{L}\u2019'-]+(?:\s+[A-Z][\p{L}\u2019'-]+)*/gu;
const title = /^(?:Sir|Dame|Dr|Mr|Mrs|Ms|Prof|Lord|Lady|Baroness)\b/;

const role =
  /^(?:Chief|Executive|Secretary|Minister|Director|Chair|President|Officer|General|National|Health|Deputy|Permanent|Former)$/;

/**
 * The name of a person that a capitalised run ends in, null when it ends in none. It opens with a title, or with a first name
 * that another name follows; what the person is ("MiP Chief Executive Jon Restell") and letters behind it are left away.
 */
const personIn = (english: EnglishWords, run: string): string | null => {
  const words = run.replace(/[\u2019']s$/, "").split(/\s+/);
  while (words.length > 0 && /^[A-Z]{2,}/.test(words.at(-1)!)) words.pop();
  for (let from = 0; from + 2 <= words.length && words.length - from <= 6; from += 1) {
    const rest = words.slice(from);
    if (rest.some((word) => /^[A-Z]{2,}/.test(word) || /[a-z][A-Z]/.test(word) || role.test(word))) continue;
    if (title.test(rest[0]!)) return rest.join(" ");
    if (rest.length > 3 || !english.isName(rest[0]!)) continue;
    if (rest.slice(1).every((word) => english.isName(word) || english.rarity(word) > 0.45)) return rest.join(" ");
  }
  return null;
};

/** Where one clause ends and the next begins; coarse, by punctuation and conjunctions. */
const clauseEnd =
  /[;:()\u2013\u2014]|,\s(?=(?:and|but|or|which|who|while|whether|although|though|if|when|because|so|with|meaning|suggesting|possibly|including|as|planned|described)\b)|\s(?=(?:but|because|although|whereas|while|unless)\s)/giu;

const clausesOf = (text: string, starts: number[]): number[] => {
  const ends = [...text.matchAll(clauseEnd)].map((match) => match.index);
  return starts.map((start) => ends.filter((end) => end < start).length);
};

const placesOf = (stems: string[]): Map<string, number[]> => {
  const places = new Map<string, number[]>();
  stems.forEach((stem, place) => {
    const known = places.get(stem);
    if (known) known.push(place);
    else places.set(stem, [place]);
  });
  return places;
};

/**
 * Analyses a passage once, so that an answer costs only comparisons.
 * `document` gives the day from which dates without a year are read.
 */
export const profilePassage = (
  terms: TermAnalyser,
  english: EnglishWords,
  wordVectors: WordVectors,
  passage: Passage,
  document: DocumentRecord,
): PassageProfile => {
  const writtenOn = asOfDay(document) ?? "2025-01-01";
  const stemsOf = (text: string) => terms.terms(text).map((term) => term.stem);
  const termsOf = passage.sentences.map((span) => terms.terms(sentenceText(passage, span)));
  const perSentence = termsOf.map((found) => found.map((term) => term.stem));
  const sentences = passage.sentences.map((span, index): SentenceProfile => {
    const text = sentenceText(passage, span);
    const stems = perSentence[index]!;
    const starts = termsOf[index]!.map((term) => term.start);
    const names = [...text.matchAll(capitalisedRun)].map((match) => {
      const person = personIn(english, match[0]);
      return { text: person ?? match[0], start: match.index, isPerson: person !== null };
    });
    const near = [
      ...stemsOf((span.under ?? []).join(" ")),
      ...(span.introducedBy === null ? [] : (perSentence[span.introducedBy] ?? [])),
      ...passage.sentences
        .slice(0, index)
        .flatMap((earlier, at) => (earlier.block === span.block ? (perSentence[at] ?? []) : [])),
    ];
    return {
      text,
      stems,
      stemPlaces: placesOf(stems),
      starts,
      rarities: termsOf[index]!.map((term) => (/\d/.test(term.word) ? 0.8 : english.rarity(term.word))),
      vectors: termsOf[index]!.map((term) => (english.rarity(term.word) < 0.08 ? null : wordVectors.vectorOf(term.word))),
      clauses: clausesOf(text, starts),
      names: names.filter((name) => name.isPerson || /^[A-Z]{2,}|\s/.test(name.text)),
      figures: figuresInText(text),
      days: daysInText(text, writtenOn),
      people: names.filter((name) => name.isPerson).map((name) => name.text),
      bodies: names.filter((name) => !name.isPerson && /^[A-Z]{2,}|\s/.test(name.text)).map((name) => name.text),
      nearStems: new Set(near),
      endsWithColon: /:\s*$/.test(text),
      writtenOn,
      isQuestion: /\?\s*$/.test(text),
      wordCount: text.split(/\s+/).length,
    };
  });
  return {
    sentences,
    headingStems: new Set(stemsOf(passage.heading.join(" "))),
    titleStems: new Set(stemsOf(document.title)),
    stems: new Set(perSentence.flat()),
  };
};
