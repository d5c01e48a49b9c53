import type { Statement } from "./claim-case.ts";
import type { ReadWord } from "./reading.ts";
import { sameWord } from "./same-word.ts";

/** Light words that tell one figure or day from another. */
const orders = /^(?:first|next|last|previous|latest|new|old|start|end|most|least|each|every)$/;

/**
 * The content words that a figure or day stands with: those of the same predication first, then the rest of its sentence, each the
 * nearest first.
 */
export const company = ({ reading, says }: Statement, place: { start: number; end: number }): ReadWord[] => {
  const own = reading.words.find((word) => word.start < place.end && word.end > place.start);
  if (!own) return [];
  const said = says.find((it) => it.subject.includes(own) || it.group.includes(own) || it.object.includes(own));
  const near = new Set(said ? [...said.subject, ...said.group, ...said.object] : []);
  const distance = (word: ReadWord): number => Math.abs(word.at - own.at) + (near.has(word) ? 0 : reading.words.length);
  return reading.words
    .filter((word) => word.sentence === own.sentence && (!word.light || orders.test(word.word)))
    .filter((word) => word.start >= place.end || word.end <= place.start)
    .sort((a, b) => distance(a) - distance(b));
};

/** A figure is taken for another's when it fits the other's company this many times better. */
export const certainty = 1.5;

/** How well two figures keep the same company: shared words count the more the nearer they stand to both. */
export const kinship = (claimWords: readonly ReadWord[], quotedWords: readonly ReadWord[]): number =>
  claimWords.slice(0, 8).reduce((sum, word, rank) => {
    const at = quotedWords.findIndex((other) => sameWord(word, other));
    return at < 0 ? sum : sum + 1 / (1 + rank) / (1 + at);
  }, 0);
