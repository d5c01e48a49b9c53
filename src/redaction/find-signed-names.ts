import type { Finding } from "./finding.ts";
import type { NameLexicon } from "./name-lexicon.ts";
import { type Word, wordAt } from "./name-words.ts";
import { readName } from "./read-name.ts";

const closing =
  "(?:(?:with |my |kindest |kind |best |warm |warmest |very |many |all |the |big |lots of )?(?:regards|wishes|thanks|rgds|best|love)(?: in advance| again| so much| and regards| and best wishes| for your help)?|thank you(?: very much| so much| in advance| all)?|thx|thanx|tx|ta|cheers|yours(?: sincerely| faithfully| truly| ever| in solidarity)?|sincerely|faithfully|respectfully|cordially|in solidarity|solidarity|bw|kr|br|atb|all the best|best wishes|take care|speak soon|signed|hwyl|diolch|cofion|namaste)";

/** A closing that ends its line, the name below it; or one followed by the name on the same line. */
const closingLine = new RegExp(`(?:^|[.!?,)\\s])${closing}[ ,.!:x-]{0,4}\\n{1,3}[ \\t>*_~/-]{0,6}`, "dgiu");
const closingWords = new RegExp(`(?:^|[.!?)\\n] {0,3})${closing}[ ,:-]{1,3}(?=\\p{L})`, "dgimu");

/** `--`, `~`, a slash or a dash before a name that ends the line. */
const signMark = /(?:^[ \t]{0,3}(?:--|—|~|\/|\*|_)|[.?!)] {0,2}(?:~|\/|--|- |x{1,3} ))[ \t]{0,3}\n?[ \t*_~]{0,3}(?=\p{L})/dgmu;

/** What may stand behind a signature on its line. */
const lineEnd = /^(?:[ \t]{0,3}(?:[,.!|(/)*_~:;-]|x{1,4}(?![\p{L}\p{N}]))[^\n]{0,120}|[ \t]{0,3})(?:\n|$)/u;

const mostWordsOnLine = 5;

/** Finds names in signatures. The words behind a closing are a name only when they fill their line, titles and kisses apart. */
export const findSignedNames = (lexicon: NameLexicon, plain: string, words: readonly Word[]): Finding[] =>
  [closingLine, closingWords, signMark].flatMap((pattern) =>
    [...plain.matchAll(pattern)].flatMap((match) => signature(lexicon, plain, words, match.index + match[0].length)),
  );

const signature = (lexicon: NameLexicon, plain: string, words: readonly Word[], place: number): Finding[] => {
  const from = wordAt(words, place);
  const first = words[from];
  if (first === undefined || first.start - place > 1) return [];
  const end = readName(lexicon, words, from, "told") ?? initialsAlone(words, from);
  if (end === null || end - from > mostWordsOnLine) return [];
  const last = words[end - 1]!;
  return lineEnd.test(plain.slice(last.end, last.end + 130)) ? [{ kind: "name", start: first.start, end: last.end }] : [];
};

/** `JP`, `K.`: in a signature, letters alone stand for a person. */
const initialsAlone = (words: readonly Word[], from: number): number | null => {
  const word = words[from]!;
  return word.shape === "initial" || (word.shape === "caps" && word.text.length <= 3) ? from + 1 : null;
};
