import type { Reading, ReadWord } from "./reading.ts";
import { sameWord } from "./same-word.ts";

/** Light words that tell one figure or day from another. */
const orders = /^(?:first|next|last|previous|latest|new|old|start|end|most|least|each|every)$/;

/** The content words of the figure's own clause and sentence, nearest first. */
export const company = (reading: Reading, figure: { start: number; end: number }): ReadWord[] => {
  const own = reading.words.find((word) => word.start < figure.end && word.end > figure.start);
  if (!own) return [];
  return reading.words
    .filter((word) => word.sentence === own.sentence && (!word.light || orders.test(word.word)) && (word.start >= figure.end || word.end <= figure.start))
    .sort((a, b) => Math.abs(a.at - own.at) - Math.abs(b.at - own.at));
};

/** How well two figures keep the same company: shared words count the more the nearer they stand to both. */
export const kinship = (claimWords: readonly ReadWord[], quotedWords: readonly ReadWord[]): number =>
  claimWords.slice(0, 8).reduce((sum, word, rank) => {
    const at = quotedWords.findIndex((other) => sameWord(word, other));
    return at < 0 ? sum : sum + 1 / (2 + rank) / (2 + at);
  }, 0);

