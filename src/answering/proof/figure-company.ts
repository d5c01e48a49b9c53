import type { Statement } from "./claim-case.ts";
import type { ReadWord } from "./reading.ts";
import { sameWord } from "./same-word.ts";

/** Light words that tell one figure or day from another. */
const orders = /^(?:first|next|last|previous|latest|new|old|start|end|most|least|each|every|under|over|from|after|before)$/;

/** What parts one figure's words from another's within a sentence. */
const parts = /^(?:and|but|or|while|whereas)$/;

type Place = { start: number; end: number };

const wordAt = ({ reading: { words } }: Statement, { start, end }: Place): ReadWord | undefined =>
  words.find((word) => word.start < end && word.end > start);

const tells = (word: ReadWord, place: Place): boolean =>
  (!word.light || orders.test(word.word)) && (word.start >= place.end || word.end <= place.start);

/** The telling words of the sentence in which a figure or day stands. */
export const company = (statement: Statement, place: Place): ReadWord[] => {
  const own = wordAt(statement, place);
  return statement.reading.words.filter((word) => word.sentence === own?.sentence && tells(word, place));
};

/** Those between the commas, "and" and "but" on either side of it: what stands with this figure and not with the next. */
export const closeCompany = (statement: Statement, place: Place): ReadWord[] => {
  const own = wordAt(statement, place);
  if (!own) return [];
  const { text, words } = statement.reading;
  const breaks = (word: ReadWord): boolean => parts.test(word.word) || /^,\s/u.test(text.slice(word.end, word.end + 2));
  const from = words.findLastIndex((word) => word.at < own.at && word.sentence === own.sentence && breaks(word));
  const until = words.findIndex(
    (word) => word.at >= own.at && word.sentence === own.sentence && (parts.test(word.word) || breaks(word)),
  );
  const last = until < 0 ? words.length : parts.test(words[until]!.word) ? until : until + 1;
  return words.slice(from + 1, last).filter((word) => word.sentence === own.sentence && tells(word, place));
};

const ordinal = /^(\d+)(?:st|nd|rd|th)$/;

const alike = (a: ReadWord, b: ReadWord): boolean =>
  sameWord(a, b) || a.word.replace(ordinal, "$1") === b.word.replace(ordinal, "$1");

const has = (words: readonly ReadWord[], word: ReadWord): boolean => words.some((other) => alike(word, other));

/**
 * Whether the claim's words tell that another figure is meant: of the words that stand with one of two quoted figures only, it has some
 * of the other's and none of this one's.
 */
export const belongsToOther = (
  claimWords: readonly ReadWord[],
  own: readonly ReadWord[],
  other: readonly ReadWord[],
): boolean => {
  const met = (mine: readonly ReadWord[], theirs: readonly ReadWord[]): boolean =>
    mine.some((word) => !has(theirs, word) && has(claimWords, word));
  return met(other, own) && !met(own, other);
};

/** A quoted figure or day with where it stands. */
export type Stated = { statement: Statement; place: Place };

/**
 * Whether a figure or day of the claim is quoted, but of something else: for each place where it is quoted, another of its kind fits the claim's
 * words and it does not. `isAlone`: the claim has no other figure of the kind, so that all its words are about this one.
 */
export const isMisplaced = (
  claim: Statement,
  place: Place,
  isAlone: boolean,
  same: readonly Stated[],
  rivals: readonly Stated[],
): boolean => {
  const close = closeCompany(claim, place);
  const whole = isAlone ? company(claim, place) : close;
  return same.every((own) =>
    rivals.some((rival) => {
      if (rival.statement !== own.statement)
        return belongsToOther(whole, company(own.statement, own.place), company(rival.statement, rival.place));
      const [mine, theirs] = [closeCompany(own.statement, own.place), closeCompany(rival.statement, rival.place)];
      // "£45 for adults and £20 for children": one verb for both, so only what follows each figure is its own.
      const sharesVerb =
        own.statement.says.filter((said) => [...mine, ...theirs].some((word) => said.group.includes(word))).length <= 1;
      const behind = (words: readonly ReadWord[], { end }: Place): ReadWord[] => words.filter((word) => word.start >= end);
      return sharesVerb && behind(theirs, rival.place).length === theirs.length
        ? belongsToOther(behind(close, place), behind(mine, own.place), theirs)
        : belongsToOther(close, mine, theirs);
    }),
  );
};
