import { kindWords, nationalBodies, organisationWords } from "./employer-words.ts";
import type { Finding } from "./finding.ts";
import type { NameLexicon } from "./name-lexicon.ts";
import { type Word, wordAt } from "./name-words.ts";

/** Words that stand inside the name of an organisation: "Guy's and St Thomas'", "Calder and Aire". */
const inside = new Set(["of", "and", "the", "upon"]);
const mostWords = 8;
const joined = /^(?:'s? |s' | {1,2}| & |-|' & )$/u;

/** "I work at", "employed by", "from": an organisation or a place follows. */
const workingAt =
  /(?<![\p{L}\p{N}])(?:(?:works?|worked|working|employed|based|job|post|role|seconded|hired|started|joined|joining|colleague|nurse|lead|manager|director|head|team|staff)(?: \p{L}{1,14}){0,2} (?:at|for|by|with|to|@)|from|at|employer(?: is|:)|trust(?: is|:)|organisation(?: is|:)) (?:the )?(?=\p{Lu})/dgiu;

const isLarge = (word: Word): boolean => word.shape === "name" || word.shape === "caps" || word.shape === "initial";

/** Whether a word can stand before the last word of a name. Written large it can, unless it is a word of the sentence; written small only when no everyday word. */
const belongs = (lexicon: NameLexicon, word: Word, ending: Word): boolean => {
  if (isLarge(word)) return !sentenceWords.has(word.lower);
  if (word.shape === "number" || isLarge(ending)) return false;
  return (
    lexicon.isPlace(word.lower) || nameParts.has(word.lower) || (!lexicon.isOrdinary(word.lower) && !lexicon.isGiven(word.lower))
  );
};
/** In small letters a centre or a service is any. */
const sureEndings = new Set(["trust", "hospital", "hospitals", "infirmary", "hospice", "icb", "csu", "ccg", "ft"]);
const nameParts = new Set(
  "nhs teaching university royal general community mental health foundation hospital hospitals integrated care district ambulance vale north south east west mid greater st".split(
    " ",
  ),
);
const sentenceWords = new Set(
  "i i'm my our the at in for from is are will does do can has have what when which who how why a if mars vr hr as to hello hi dear thanks regards best it's this that should would could band may".split(
    " ",
  ),
);

const firstWord = (lexicon: NameLexicon, words: readonly Word[], last: number): number => {
  const ending = words[last]!;
  let from = last;
  while (from > 0 && last - from < mostWords && joined.test(words[from]!.gap)) {
    const before = words[from - 1]!;
    const isInside = inside.has(before.lower) && before.shape === "small" && isLarge(words[from]!);
    if (!isInside && !belongs(lexicon, before, ending)) break;
    from -= 1;
  }
  while (from < last && inside.has(words[from]!.lower)) from += 1;
  return from;
};

/** "Hospitals of Leicester", "Hospitals Birmingham": what follows the last word when it is part of the name. */
const lastWord = (words: readonly Word[], last: number): number => {
  let to = last;
  while (to + 1 < words.length && to - last < 4 && joined.test(words[to + 1]!.gap)) {
    const next = words[to + 1]!;
    if (organisationWords.has(next.lower) && (isLarge(next) || !isLarge(words[last]!))) to += 1;
    else if (/^(?:ft|nhs)$/u.test(next.lower) && isLarge(next)) to += 1;
    else if (next.lower === "of" && words[to + 2] !== undefined && isLarge(words[to + 2]!)) to += 2;
    else break;
  }
  return to;
};

const hasNameOfItsOwn = (words: readonly Word[]): boolean =>
  words.some((word) => !kindWords.has(word.lower) && !inside.has(word.lower));

const byLastWord = (lexicon: NameLexicon, words: readonly Word[]): Finding[] =>
  words.flatMap((word, index): Finding[] => {
    if (!organisationWords.has(word.lower) || (word.shape === "small" && !sureEndings.has(word.lower))) return [];
    const from = firstWord(lexicon, words, index);
    const to = lastWord(words, index);
    const named = words.slice(from, to + 1);
    if (!hasNameOfItsOwn(named) || nationalBodies.test(named.map((each) => each.lower).join(" "))) return [];
    return [{ kind: "employer", start: named[0]!.start, end: words[to]!.end }];
  });

const byWorkplace = (lexicon: NameLexicon, plain: string, words: readonly Word[]): Finding[] =>
  [...plain.matchAll(workingAt)].flatMap((match): Finding[] => {
    const place = match.index + match[0].length;
    const from = wordAt(words, place);
    if (words[from]?.start !== place || (lexicon.isGiven(words[from]!.lower) && words[from + 1]?.gap !== "'s ")) return [];
    let to = from;
    while (to < words.length && to - from < mostWords && isPartOfShortName(lexicon, words, from, to)) to += 1;
    while (to > from && inside.has(words[to - 1]!.lower)) to -= 1;
    return to > from && hasNameOfItsOwn(words.slice(from, to))
      ? [{ kind: "employer", start: words[from]!.start, end: words[to - 1]!.end }]
      : [];
  });

const isPartOfShortName = (lexicon: NameLexicon, words: readonly Word[], from: number, at: number): boolean => {
  const word = words[at]!;
  if (at > from && !joined.test(word.gap)) return false;
  if (at > from && inside.has(word.lower))
    return words[at + 1] !== undefined && isLarge(words[at + 1]!) && joined.test(words[at + 1]!.gap);
  if (!isLarge(word) || word.shape === "initial") return false;
  if (word.lower === "st") return words[at + 1] !== undefined && isLarge(words[at + 1]!);
  if (at > from && (organisationWords.has(word.lower) || kindWords.has(word.lower))) return true;
  return (
    !lexicon.isNever(word.lower) &&
    !lexicon.isPlace(word.lower) &&
    !isMonth.test(word.lower) &&
    !(at === from && lexicon.isOrdinary(word.lower) && words[at + 1]?.gap !== "'s ")
  );
};
const isMonth = /^(?:jan(?:uary)?|april|may|june|august|brexit|covid)$/u;

/** "Sunniva Dahl, LTHT": initials right behind a name. */
const byInitials = (lexicon: NameLexicon, words: readonly Word[], names: readonly Finding[]): Finding[] =>
  names.flatMap(({ end }): Finding[] => {
    const word = words[wordAt(words, end)];
    if (word === undefined || word.shape !== "caps" || !/^(?:, | \()$/u.test(word.gap)) return [];
    const isBody =
      word.text.length >= 3 && !lexicon.isNever(word.lower) && !lexicon.isOrdinary(word.lower) && !lexicon.isGiven(word.lower);
    return isBody ? [{ kind: "employer", start: word.start, end: word.end }] : [];
  });

/**
 * Finds names of organisations where a person works: by the last word of such names ("… NHS Trust", "… ICB"), by what stands before
 * them ("I work at Barts"), and as initials behind a person's name. National bodies and mere kinds ("my trust", "an acute trust") stay.
 */
export const findEmployers = (
  lexicon: NameLexicon,
  plain: string,
  words: readonly Word[],
  names: readonly Finding[],
): Finding[] => [
  ...byLastWord(lexicon, words),
  ...byWorkplace(lexicon, plain, words),
  ...byInitials(lexicon, words, names),
  ...byNhs(lexicon, words),
];

/** "NHS Lothian", "NHS Kent and Medway". */
const byNhs = (lexicon: NameLexicon, words: readonly Word[]): Finding[] =>
  words.flatMap((word, index): Finding[] => {
    if (word.text !== "NHS") return [];
    let to = index + 1;
    while (to < words.length && to - index < mostWords && isPartOfNhsName(lexicon, words, index + 1, to)) to += 1;
    while (inside.has(words[to - 1]!.lower)) to -= 1;
    const named = words.slice(index, to);
    if (!hasNameOfItsOwn(named) || nationalBodies.test(named.map((each) => each.lower).join(" "))) return [];
    return [{ kind: "employer", start: word.start, end: words[to - 1]!.end }];
  });

const isPartOfNhsName = (lexicon: NameLexicon, words: readonly Word[], from: number, at: number): boolean => {
  const word = words[at]!;
  if (word.gap !== " " && word.gap !== " & ") return false;
  if (inside.has(word.lower)) return at > from && words[at + 1] !== undefined && isLarge(words[at + 1]!);
  return (
    word.shape === "name" && (lexicon.isPlace(word.lower) || !lexicon.isOrdinary(word.lower)) && !lexicon.isGiven(word.lower)
  );
};

/** "I'm the only Band 8c at", "as the director of": a post that one person holds tells who it is without a name. */
const soleHolder =
  /(?<![\p{L}\p{N}])(?:i am|i'm|im|being|as|me as|we are|i was)(?: \p{L}{1,9})? (?:the )?(?:only|sole|single|lone)(?![\p{L}])|(?<![\p{L}\p{N}])(?:i am|i'm|im|as|being) (?:the|its|their|our) (?:\p{L}{1,14} ){0,3}(?:chief|director|head|chair|secretary|president|lead|manager|officer|dean|principal|governor|guardian)(?![\p{L}])/iu;

/** Whether a text tells of a post that only one person can hold. */
export const namesSoleHolder = (plain: string): boolean => soleHolder.test(plain);
