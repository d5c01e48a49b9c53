import { typingDistance } from "./typing-distance.ts";

/** What tells a typing error from a word: the words of the knowledge with their counts, and ordinary English. */
export type TypingKnowledge = {
  wordCounts: ReadonlyMap<string, number>;
  isKnownWord: (word: string) => boolean;
  isEnglishWord: (word: string) => boolean;
};

const plainLetters = /^[a-z]+$/;
const minLength = 4;
const minLengthForTwoErrors = 8;
/** A capital inside a sentence is mostly a name, and names are short and alike: only longer ones are put right. */
const minNameLength = 6;

/** People seldom mistype the first letter, other than by swapping it with the second (J. Pollock and A. Zamora, 1984). */
const startsAlike = (a: string, b: string): boolean => a[0] === b[0] || (a[0] === b[1] && a[1] === b[0]);

type Candidate = { word: string; distance: number; slip: number; count: number };

/** Letters are left out more often than doubled or added, and those more often than changed or swapped (Pollock and Zamora). */
const slipRank = (written: string, meant: string): number =>
  meant.length > written.length ? 0 : meant.length < written.length ? 1 : 2;

const isBetter = (a: Candidate, b: Candidate): boolean => {
  const difference = a.distance - b.distance || a.slip - b.slip || b.count - a.count;
  return difference < 0 || (difference === 0 && a.word < b.word);
};

/**
 * A function from a word in small letters to the word of the knowledge that was meant, or null when the word stands.
 * Only words that neither the knowledge nor ordinary English knows are touched: one error, two from eight letters on;
 * fewer errors first, then the commoner slip, then the word in more passages, then the alphabet. Numbers and marks are never touched.
 */
export const createTypingCorrector = (knowledge: TypingKnowledge): ((word: string, looksLikeName: boolean) => string | null) => {
  const byLength = new Map<number, string[]>();
  for (const word of knowledge.wordCounts.keys()) {
    if (!plainLetters.test(word) || word.length < minLength) continue;
    const row = byLength.get(word.length);
    if (row) row.push(word);
    else byLength.set(word.length, [word]);
  }

  return (word, looksLikeName) => {
    if (!plainLetters.test(word) || word.length < (looksLikeName ? minNameLength : minLength)) return null;
    if (knowledge.isKnownWord(word) || knowledge.isEnglishWord(word)) return null;
    const limit = !looksLikeName && word.length >= minLengthForTwoErrors ? 2 : 1;
    let best: Candidate | null = null;
    for (let length = word.length - limit; length <= word.length + limit; length += 1) {
      for (const candidate of byLength.get(length) ?? []) {
        if (!startsAlike(word, candidate)) continue;
        const distance = typingDistance(word, candidate, best ? Math.min(limit, best.distance) : limit);
        if (distance > limit) continue;
        const found = {
          word: candidate,
          distance,
          slip: slipRank(word, candidate),
          count: knowledge.wordCounts.get(candidate) ?? 0,
        };
        if (!best || isBetter(found, best)) best = found;
      }
    }
    return best?.word ?? null;
  };
};
