import type { Finding } from "./finding.ts";
import type { NameLexicon } from "./name-lexicon.ts";

const dotted =
  /(?<![\p{L}\p{N}@._/-])(?<given>\p{L}{3,20})[._](?<rest>\p{L}{2,20}(?:[._]\p{L}{2,20})?)\d{0,4}(?![\p{L}\p{N}@/-]|\.\p{L})/dgu;
const run = /(?<![\p{L}\p{N}@._/-])(?<given>\p{Lu}\p{Ll}{2,20})(?<rest>\p{Lu}\p{Ll}{2,20})\d{0,4}(?![\p{L}\p{N}@/-])/dgu;

/** Finds names run together as a computer wants them: `priya.nair`, `gurpreet_gill2`, `PriyaNair`. The first part must be a given name and nothing else. */
export const findJoinedNames = (lexicon: NameLexicon, plain: string): Finding[] =>
  [dotted, run].flatMap((pattern) =>
    [...plain.matchAll(pattern)].flatMap((match): Finding[] => {
      const given = match.groups?.given?.toLowerCase() ?? "";
      const isSure = lexicon.isGiven(given) && !lexicon.isDoubtful(given) && !lexicon.isOrdinary(given);
      const isSentence = /^\p{Lu}/u.test(match.groups?.rest ?? "") && lexicon.isNever((match.groups?.rest ?? "").toLowerCase());
      return isSure && !isSentence ? [{ kind: "name", start: match.index, end: match.index + match[0].length }] : [];
    }),
  );
