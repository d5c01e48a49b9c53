import { type Finding, findAll } from "./finding.ts";
import type { NameLexicon } from "./name-lexicon.ts";
import { type Word, wordAt } from "./name-words.ts";
import { readName, type Trust } from "./read-name.ts";

type Cue = { pattern: RegExp; trust: Trust };

const start = "(?<![\\p{L}\\p{N}'])";

/** Words that a name follows, each with how sure that is. A name is looked for right behind the match. */
const cues: Cue[] = [
  {
    trust: "told",
    pattern: new RegExp(
      `${start}(?:my|full|first|last|his|her|their|whose|the|maiden|preferred)\\s(?:full |first |last |given |maiden )?(?:names?|nam|nmae)(?:'?s| is| are| was|:)?\\s(?:is )?`,
      "dgiu",
    ),
  },
  {
    trust: "told",
    pattern: new RegExp(
      `${start}(?:sur|fore|first |last |middle |full |account |member |your |contact |given |family )?name(?:\\(s\\)|s)?\\s{0,2}[:=\\n-]\\s{0,2}`,
      "dgiu",
    ),
  },
  {
    trust: "told",
    pattern: new RegExp(
      `${start}(?:surname|forename|name's|account holder|attn|fao|f\\.a\\.o\\.?|for the attention of)[\\s:]{1,3}(?:is )?`,
      "dgiu",
    ),
  },
  {
    trust: "told",
    pattern: new RegExp(
      `${start}(?:i am|i'm|im|am|is|was|person|someone|somebody|man|woman|lady|guy|rep|officer|manager|director|colleague|friend|nurse|one|lead|organiser|steward|boss|solicitor|adviser) (?:called|named|known as)\\s`,
      "dgiu",
    ),
  },
  {
    trust: "told",
    pattern: new RegExp(
      `${start}(?:call me|known as|aka|a\\.k\\.a\\.|on behalf of|sent by|written by|signed by|signed for|signed|prepared by|in the matter of|p\\.p\\.|our client|our member|my client|myself)[\\s,:]{1,3}`,
      "dgiu",
    ),
  },
  {
    trust: "told",
    pattern:
      /^[ \t>*]{0,6}(?:me|member|line manager|manager|rep|from|to|cc|bcc|sender|recipient|sent by|author|contact|attn|customer|employee|applicant|claimant|next of kin|attendees|present|with)\s?[:=-][ \t]{0,2}["']?/dgimu,
  },
  {
    trust: "likely",
    pattern: new RegExp(
      `${start}(?:i'm|i am|im|this is|it's|its|it is|tis|cc|bcc|here is|we are|we're|names|myself|me)\\s(?:just |only |again )?`,
      "dgiu",
    ),
  },
];

/** A line of a pasted chat: `[06/06/2025, 09:14] Big Steve: …`, `Liesel Oduya  10:42 AM`. What stands where the name stands is one. */
const chatLines = [
  /^\[[\d/.:, apm]{5,30}\] ?(?<id>[^:\n]{1,40}):/dgimu,
  /^(?<id>\p{L}[^:\n\d]{1,38}?)[ \t]{1,4}\[?\d{1,2}:\d\d(?:[ \t]?[ap]m)?\]?[ \t]*$/dgimu,
];

/** Letters that somebody spells out: `X I U L A N`. */
const spelled = /(?<![\p{L}\p{N}'])(?:\p{Lu}(?:[ .-]\p{Lu}){3,19}|\p{Ll}(?:[ .-]\p{Ll}){3,19})(?![\p{L}\p{N}'])/dgu;

/** Finds names in pasted chats, and names that are spelled out. */
export const findPastedNames = (plain: string): Finding[] =>
  [...chatLines, spelled].flatMap((pattern) => findAll("name", plain, pattern, (taken) => !/^\+?[\d\s()]+$/u.test(taken)));

/** Finds names that are introduced: "my name is", "I'm", "this is", "called", fields of a form, headers of an e-mail. */
export const findIntroducedNames = (lexicon: NameLexicon, plain: string, words: readonly Word[]): Finding[] =>
  cues.flatMap(({ pattern, trust }) =>
    [...plain.matchAll(pattern)].flatMap((match): Finding[] => {
      const place = match.index + match[0].length;
      const from = wordAt(words, place);
      const first = words[from];
      if (first === undefined || plain.slice(place, first.start).trim() !== "") return [];
      if (trust === "likely" && !isLikely(lexicon, words, from)) return [];
      const isNameOnly = lexicon.isGiven(first.lower) && !lexicon.isDoubtful(first.lower);
      const end = readName(lexicon, words, from, isNameOnly ? "told" : trust);
      return end === null ? [] : [{ kind: "name", start: first.start, end: words[end - 1]!.end }];
    }),
  );

/**
 * After "I'm" or "this is" anything may follow. A given name is one, unless it is an everyday word in small letters; another word must
 * be written large and go on with a second such word, or stop where an introduction stops.
 */
const isLikely = (lexicon: NameLexicon, words: readonly Word[], from: number): boolean => {
  const first = words[from]!;
  const next = words[from + 1];
  if (lexicon.isGiven(first.lower)) return !lexicon.isDoubtful(first.lower) || (first.shape === "name" && !isVerbLike(next));
  if (first.shape === "small") return next === undefined || introduces.test(next.lower) || /^\s{0,2}[,.!(\n]/u.test(next.gap);
  return first.shape !== "caps" || introduces.test(next?.lower ?? "");
};

const introduces = /^(?:from|here|ere|in|at|and|uh|um|erm|er|again|calling|speaking|writing|of|with|surname)$/u;
const isVerbLike = (word: Word | undefined): boolean =>
  word !== undefined && /^(?:the|a|an|my|of|to|that|for|not|it)$/u.test(word.lower);
