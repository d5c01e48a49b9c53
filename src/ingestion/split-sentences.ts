/** A sentence by its place in the text: `start` inclusive, `end` exclusive, no white space at either end. */
export type SentencePlace = { start: number; end: number };

const segmenter = new Intl.Segmenter("en-GB", { granularity: "sentence" });

/** Titles and short forms that are nearly always followed by more of the sentence, whatever its first letter. */
const openAbbreviation =
  /(?:^|[\s("'\u2018\u201C[])(?:Mr|Mrs|Ms|Mx|Dr|Prof|Rev|Hon|Rt|Sr|St|Messrs|Gen|Col|Capt|Lt|Sgt|Cllr|Gov|Sen|Rep|Fr|vs|v|cf|e\.g|i\.e|eg|ie|viz|esp|approx|ca|incl|excl|ref|Fig|fig|Figs|Eq|Ch|ch|Sec|sec|para|Para|paras|pp|Vol|vol|Art|art|cl|ss|Tel|tel)\.$/u;

/** Short forms before a number: "No. 7", "p. 12". They end a sentence when no number follows. */
const beforeNumber =
  /(?:^|[\s("'\u2018\u201C[])(?:No|no|Nos|nos|p|s|r|reg|Reg|c|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)\.$/u;

/** Short forms that may stand at the very end; they close the sentence only before a capital. */
const maybeEnd = /(?:^|[\s("'\u2018\u201C[])(?:etc|al|a\.m|p\.m|am|pm|Ltd|Inc|Co|Corp|plc|Dept|dept|[A-Z](?:\.[A-Z])+)\.$/u;

/** One capital and a stop is a person's initial ("J. Smith"), except "I" and a lone letter that labels ("Plan B."). */
const initial = /(?:^|[\s(\u2018\u201C"'])(?:[A-HJ-Z]\.\s?)*[A-HJ-Z]\.$/u;
const labelledLetter =
  /\b(?:[Pp]lan|[Oo]ption|[Pp]art|[Ss]chedule|[Aa]ppendix|[Aa]nnex|[Bb]and|[Gg]roup|[Cc]lass|[Tt]ype|[Vv]itamin|[Hh]epatitis|[Ff]orm|[Ss]tep|[Ll]evel|[Tt]able|[Ss]ection|[Cc]ategory)\s[A-Z]\.$/u;

const opensLower = /^["'\u2018\u201C([]*\p{Ll}/u;
const opensNumber = /^["'\u2018\u201C([]*\p{N}/u;
const opensUpper = /^["'\u2018\u201C([]*\p{Lu}/u;
const endsInStop = /[.!?\u2026:]["'\u2019\u201D)\]]*$/u;

/** Whether the segmenter cut in the middle of a sentence: `before` and `after` belong together. */
const belongsTogether = (before: string, after: string): boolean => {
  const left = before.trimEnd();
  if (left === "" || after === "") return true;
  if (/^["'\u2019\u201D)\]]+(?:\s|$)/u.test(after) && /[.!?\u2026]$/u.test(left) && before === left) return true;
  if (opensLower.test(after)) return true;
  if (openAbbreviation.test(left)) return true;
  if (beforeNumber.test(left) && opensNumber.test(after)) return true;
  if (initial.test(left) && opensUpper.test(after) && !labelledLetter.test(left)) return true;
  if (maybeEnd.test(left)) return !opensUpper.test(after);
  if (/^\p{N}{1,3}(?:\.\p{N}{1,3})*[.)]$/u.test(left)) return true;
  return !endsInStop.test(left) && !/[\p{L}\p{N}]/u.test(after);
};

/** Whether a sentence ends inside what the segmenter took for one: a stop, perhaps a closing quote, a space and a capital. */
const missedEnds = (sentence: string): number[] => {
  const ends: number[] = [];
  for (const match of sentence.matchAll(/[.!?]["'\u2019\u201D)\]]*\s+(?=["'\u2018\u201C([]*[\p{Lu}\p{N}£$€])/gu)) {
    const end = match.index + match[0].length;
    if (!belongsTogether(sentence.slice(0, end), sentence.slice(end))) ends.push(end);
  }
  return ends;
};

/**
 * Splits running text into sentences by Unicode's rules (UAX 29, as in `Intl.Segmenter`), put right for British abbreviations,
 * initials, numbers, web addresses, quotation marks that close after the stop, and ellipses inside a sentence.
 * Every character but white space between sentences lies in exactly one span.
 */
export const splitSentences = (text: string): SentencePlace[] => {
  const cuts: number[] = [];
  for (const { segment, index } of segmenter.segment(text)) {
    for (const end of missedEnds(segment)) cuts.push(index + end);
    cuts.push(index + segment.length);
  }
  const places: SentencePlace[] = [];
  let start = 0;
  for (const cut of [...new Set(cuts)].sort((left, right) => left - right)) {
    const isLast = cut === text.length;
    if (!isLast && belongsTogether(text.slice(start, cut), text.slice(cut).trimStart())) continue;
    const raw = text.slice(start, cut);
    const lead = raw.length - raw.trimStart().length;
    const trimmed = raw.trim();
    if (trimmed !== "") places.push({ start: start + lead, end: start + lead + trimmed.length });
    start = cut;
  }
  return places;
};
