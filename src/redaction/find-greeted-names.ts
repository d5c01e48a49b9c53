import type { Finding } from "./finding.ts";
import type { NameLexicon } from "./name-lexicon.ts";
import { type Word, wordAt } from "./name-words.ts";
import { readName } from "./read-name.ts";

const greeting =
  /(?<![\p{L}\p{N}'])(?:dear|hi|hello|hiya|hey|heya|hullo|'?ello|yo|howdy|greetings|thx|thanks|thank you|ta|cheers|ok|(?:good )?(?:morning|afternoon|evening|day))(?: there| again| both)?[ ,]{1,2}/dgiu;
const another = /^(?: and | & |, | or |\/)$/u;

/** Reads a list of names, "Jon and Claire", from its first word on; each one found by itself. */
export const readNames = (lexicon: NameLexicon, words: readonly Word[], from: number, trust: "told" | "likely"): Finding[] => {
  const end = readName(lexicon, words, from, trust);
  if (end === null) return [];
  const found: Finding = { kind: "name", start: words[from]!.start, end: words[end - 1]!.end };
  const next = words[end];
  const joined = next !== undefined && /^(?:and|or|und)$/u.test(next.lower) && next.gap === " " ? end + 1 : end;
  const following = words[joined];
  const isJoined = following !== undefined && (joined > end ? following.gap === " " : another.test(following.gap));
  return isJoined && joined < words.length && lexicon.isGiven(following.lower) && following.shape !== "small"
    ? [found, ...readNames(lexicon, words, joined, "likely")]
    : [found];
};

/** "Hi Wren," and a line of its own: one word written large, whatever else it means. */
const isGreetedAlone = (word: Word, next: Word | undefined): boolean =>
  word.shape === "name" && next !== undefined && /^ ?(?:,|!|\n|-|:)/u.test(next.gap);

/** Finds names after a greeting. A word in small letters counts when no dictionary holds it, or when it is a given name and nothing else. */
export const findGreetedNames = (lexicon: NameLexicon, plain: string, words: readonly Word[]): Finding[] =>
  [...plain.matchAll(greeting)].flatMap((match) => {
    const place = match.index + match[0].length;
    const from = wordAt(words, place);
    const first = words[from];
    if (first === undefined || first.start !== place) return [];
    const isName =
      lexicon.isGiven(first.lower) ||
      isGreetedAlone(first, words[from + 1]) ||
      (first.shape !== "caps" && !lexicon.isOrdinary(first.lower) && !lexicon.isPlace(first.lower));
    return isName
      ? readNames(
          lexicon,
          words,
          from,
          first.shape === "small" && !(lexicon.isGiven(first.lower) && !lexicon.isDoubtful(first.lower)) ? "likely" : "told",
        )
      : [];
  });
