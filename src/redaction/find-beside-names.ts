import type { Finding } from "./finding.ts";
import type { NameLexicon } from "./name-lexicon.ts";
import { type Word, wordAt } from "./name-words.ts";
import { readName } from "./read-name.ts";

/** Words behind a name that say that it was one: "Priya Nair here", "Aileen MacGregor wrote:". */
const behind =
  /(?<=[\p{L}.'] ?)(?: (?:here|ere|speaking|writes:|wrote:|said:|asks:|calling)(?![\p{L}])|,? [<(]?(?=[\p{L}\p{N}._%+-]{1,64}@)|["']? <)/dgiu;
const mostWordsBack = 4;
const sentenceStart =
  /^(?:[\s\S]{0,40}[.!?:;,\n>"'(|–—-]\s{0,3})?$|(?:hi|hello|hey|its|it's|this is|am|and|,|&|on)\s{1,2}["']?$/iu;

/** Whether every word from one index to another can be part of a name. */
const reads = (lexicon: NameLexicon, words: readonly Word[], from: number, to: number): boolean =>
  readName(lexicon, words, from, "likely") === to;

/** Finds names by what follows them, where the name also begins a sentence or a line. */
export const findNamesBefore = (lexicon: NameLexicon, plain: string, words: readonly Word[]): Finding[] =>
  [...plain.matchAll(behind)].flatMap((match): Finding[] => {
    const to = wordAt(words, match.index);
    for (let from = Math.max(0, to - mostWordsBack); from < to; from += 1) {
      const first = words[from]!;
      if (!sentenceStart.test(plain.slice(Math.max(0, first.start - 42), first.start)) || !reads(lexicon, words, from, to))
        continue;
      return [{ kind: "name", start: first.start, end: words[to - 1]!.end }];
    }
    return [];
  });

/** Finds given names in front of a number or an address in brackets, `found` by then: "Blessing (07700 900098)". */
export const findNamesBeforeDetails = (
  lexicon: NameLexicon,
  plain: string,
  words: readonly Word[],
  found: readonly Finding[],
): Finding[] =>
  found.flatMap(({ kind, start }): Finding[] => {
    const word = words[wordAt(words, start) - 1];
    if (kind === "name" || word === undefined || word.shape !== "name" || !lexicon.isGiven(word.lower)) return [];
    return /^,? [(<[]$/u.test(plain.slice(word.end, start)) ? [{ kind: "name", start: word.start, end: word.end }] : [];
  });

const lineMark = /^[ \t>*_-]{0,6}/u;
const endOfName = /^[ \t]{0,3}(?:[,;:|/(<—–-]|$|\n)/u;
const listed = /^[ \t,;:|/(<—–-]{1,5}$/u;

/**
 * Finds names at the start of a line: one that fills it, as in a form or a signature, or one that a number, an address or another thing
 * already found stands beside, or the speaker of a chat, "Tobes: yes". `found` are those other things.
 */
export const findNamesOnLines = (
  lexicon: NameLexicon,
  plain: string,
  words: readonly Word[],
  found: readonly Finding[],
): Finding[] => {
  const beside = new Set(found.filter(({ kind }) => kind !== "name").map(({ start }) => start));
  const severalLines = plain.trim().includes("\n");
  return [...plain.matchAll(/^[^\n]{2,2000}/gmu)].flatMap((line): Finding[] => {
    const at = line.index + (lineMark.exec(line[0])?.[0].length ?? 0);
    const from = wordAt(words, at);
    const first = words[from];
    if (first === undefined || first.start !== at || first.shape === "small") return [];
    const end = readName(lexicon, words, from, "likely");
    if (end === null) return [];
    const last = words[end - 1]!;
    const rest = plain.slice(last.end, last.end + 6);
    const fillsLine =
      severalLines && line.index + line[0].trimEnd().length === last.end && (end - from > 1 || lexicon.isGiven(first.lower));
    const isBeside =
      endOfName.test(rest) && [1, 2, 3, 4, 5].some((far) => beside.has(last.end + far) && listed.test(rest.slice(0, far)));
    const isChat = severalLines && /^: /u.test(rest);
    return fillsLine || isBeside || isChat ? [{ kind: "name", start: first.start, end: last.end }] : [];
  });
};
