import { hasSlot, slotPlaces } from "./answer-slots.ts";
import type { AskedFor } from "./asked-for.ts";
import { conceptMatch, placesOfConcept } from "./concept-coverage.ts";
import { likeness } from "./likeness.ts";
import type { QuestionFrame } from "./question-frame.ts";
import type { PassageProfile, SentenceProfile } from "./sentence-profile.ts";
import type { WeighedConcept } from "./weigh-concepts.ts";

/** How far from a date, figure or name a word of the question may stand to belong to it, in words. */
const reach = 9;

/** What a sentence adds to the question, and whether what it adds stands by what was asked. All 0..1 unless said. */
export type AnswerFit = {
  /** Share of the question near the best thing of the kind asked for; 0 when there is none. */
  slotSupport: number;
  slotMissing: number;
  /** Share of the counted thing ("ICB jobs" of "how many ICB jobs") near the best figure. */
  countedSupport: number;
  /** Sum of the rarities of words that the question does not hold, near those that it does; logarithmic, 0..about 2. */
  novelty: number;
  /** How much of what the sentence says was already in the question. */
  explained: number;
  /** Share of the question in the best single clause, words elsewhere in the sentence counting half. */
  bestClause: number;
  /** Rarity of the most and second most telling words of the question that stand nowhere near; verbs apart. */
  firstMissing: number;
  secondMissing: number;
  /** Rarity of the most telling word of the question that stands nowhere in the knowledge. */
  unknownMissing: number;
  focusMissing: number;
  attributeMissing: number;
  subjectMissing: number;
  /** Share of the question met by the sentence's words or by words near them in meaning. */
  softContext: number;
  /** Rarity of what is met by neither: the most telling non-verb, the most telling verb, and the sum of all. */
  softMissing: number;
  softVerb: number;
  softSum: number;
  /** Rarity of the first thing named, when it is met by neither: in a yes-or-no question its subject. */
  softFirst: number;
  namedMembers: number;
  unnamedMembers: number;
};

const isMet = (stem: string, sentence: SentenceProfile, passage: PassageProfile): boolean =>
  sentence.stemPlaces.has(stem) || sentence.nearStems.has(stem) || passage.headingStems.has(stem);

/** 1 when a stem of the run (met through its concept's other ways to say it, too) is nowhere near, weighed by rarity. */
const missingOf = (
  run: string[],
  concepts: { concept: WeighedConcept; match: number }[],
  sentence: SentenceProfile,
  passage: PassageProfile,
): number =>
  Math.max(
    0,
    ...run.map((stem) => {
      const known = concepts.find(({ concept }) => concept.alternatives[0]?.includes(stem));
      if (!known) return 0;
      return known.match >= 0.6 || isMet(stem, sentence, passage) ? 0 : known.concept.rarity;
    }),
  );

const supportAt = (
  place: number,
  matched: { places: number[]; match: number; weight: number }[],
  sentence: SentenceProfile,
  total: number,
): number => {
  let token = sentence.starts.findIndex((start) => start >= place);
  if (token < 0) token = sentence.starts.length - 1;
  const clause = sentence.clauses[token];
  let sum = 0;
  for (const { places, match, weight } of matched) {
    const near = places.some((at) => Math.abs(at - token) <= reach || sentence.clauses[at] === clause);
    sum += weight * (near ? 1 : places.length > 0 ? 0.6 : match * 0.6);
  }
  return sum / total;
};

const enumeration = /(?:,\s[^,]{2,40}){1,}\s?,?\s(?:and|or)\s|\b(?:such as|including|for example|e\.g\.|like)\b|:\s/i;

/** Measures what a sentence adds to a question and how close it stands to what was asked. */
export const answerFit = (
  asked: AskedFor,
  frame: QuestionFrame,
  concepts: WeighedConcept[],
  sentence: SentenceProfile,
  passage: PassageProfile,
): AnswerFit => {
  const met = concepts.map((concept) => ({
    concept,
    weight: concept.weight,
    match: conceptMatch(concept, sentence, passage),
    places: placesOfConcept(concept, sentence),
  }));
  const soft = met.map((one) => ({
    ...one,
    value: one.match === 1 ? 1 : Math.max(one.match, 0.9 * likeness(one.concept, sentence)),
  }));
  const total = met.reduce((sum, { weight }) => sum + weight, 0) || 1;
  const own = new Set(met.flatMap(({ places }) => places));
  const [sure, all] = [...sentence.rarities.entries()].reduce(
    ([mine, every], [at, rarity]) => [mine + (own.has(at) ? rarity : 0), every + rarity],
    [0, 0.01],
  );
  const known = new Set(concepts.flatMap((concept) => concept.alternatives.flat()));
  let fresh = 0;
  sentence.stems.forEach((stem, at) => {
    if (known.has(stem) || (sentence.rarities[at] ?? 0) < 0.2) return;
    if (own.size === 0 || [...own].some((place) => Math.abs(place - at) <= 14)) fresh += sentence.rarities[at]!;
  });
  const clauseCount = (sentence.clauses.at(-1) ?? 0) + 1;
  let bestClause = 0;
  for (let clause = 0; clause < clauseCount; clause += 1) {
    const share = met.reduce((sum, { places, weight, match }) => {
      if (places.some((place) => sentence.clauses[place] === clause)) return sum + weight;
      return sum + weight * 0.5 * (places.length > 0 ? 1 : match);
    }, 0);
    bestClause = Math.max(bestClause, share / total);
  }
  const slots = slotPlaces(asked, sentence);
  const counted = met.filter(({ concept }) => concept.alternatives[0]?.some((stem) => asked.countedStems.has(stem)));
  const countedTotal = counted.reduce((sum, { weight }) => sum + weight, 0);
  const missing = met
    .filter(({ match, concept }) => match < 0.5 && concept.wordClass !== "verb")
    .map(({ concept }) => concept.rarity)
    .sort((a, b) => b - a);
  const unknown = met.filter(({ match, concept }) => match === 0 && concept.unknown).map(({ concept }) => concept.rarity);
  const newNames = sentence.names.filter((name) => !asked.ownWords.includes(name.text.toLowerCase())).length;
  const named = newNames > 0 || enumeration.test(sentence.text);
  return {
    slotSupport: Math.max(0, ...slots.map((place) => supportAt(place, met, sentence, total))),
    countedSupport:
      countedTotal === 0 ? 0 : Math.max(0, ...slots.map((place) => supportAt(place, counted, sentence, countedTotal))),
    slotMissing: hasSlot(asked) && slots.length === 0 ? 1 : 0,
    novelty: Math.log(1 + fresh),
    explained: sure / all,
    bestClause,
    firstMissing: missing[0] ?? 0,
    secondMissing: missing[1] ?? 0,
    unknownMissing: Math.max(0, ...unknown),
    focusMissing: missingOf(frame.focusStems, met, sentence, passage),
    attributeMissing: missingOf(frame.attributeStems, met, sentence, passage),
    subjectMissing: missingOf(frame.subjectStems, met, sentence, passage),
    softContext: soft.reduce((sum, { weight, value }) => sum + weight * value, 0) / total,
    softMissing: Math.max(
      0,
      ...soft.map(({ concept, value }) => (concept.wordClass === "verb" ? 0 : concept.rarity * (1 - value))),
    ),
    softVerb: Math.max(0, ...soft.map(({ concept, value }) => (concept.wordClass === "verb" ? concept.rarity * (1 - value) : 0))),
    softSum: soft.reduce((sum, { concept, value }) => sum + concept.rarity * (1 - value), 0),
    softFirst: soft
      .filter(({ concept }) => concept.rarity > 0.2)
      .slice(0, 1)
      .reduce((_, { concept, value }) => concept.rarity * (1 - value), 0),
    namedMembers: frame.namesMembers && named ? 1 : 0,
    unnamedMembers: frame.namesMembers && !named ? 1 : 0,
  };
};
