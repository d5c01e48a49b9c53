import type { GoldSentence } from "./find-gold.ts";

/** A true claim in one style, with what it quotes. Null when the style has nothing to change in the sentence. */
export type Rewording = (gold: GoldSentence) => string | null;

const changed = (from: string, to: string): string | null => (to === from ? null : to);
const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);
const bare = (text: string): string => text.replace(/[.!?:;,]$/u, "");
/** Small letters inside a sentence, unless the word is a name or a short form. */
const inside = (text: string): string =>
  /^(?:The|A|An|If|When|Each|Every|It|This|These|There|Some|All|Once|Members|Staff|Employers|Your|You|In|On|At|For)\b/u.test(text)
    ? text.charAt(0).toLowerCase() + text.slice(1)
    : text;
const whole = ({ sentence, introduction }: GoldSentence): string =>
  introduction === null ? sentence : `${bare(introduction)}: ${bare(sentence)}.`;

const contractions: [RegExp, string][] = [
  [/\bwill not\b/u, "won't"],
  [/\bcannot\b/u, "can't"],
  [/\b(is|are|was|were|has|have|had|does|do|did|should|would|could|must) not\b/u, "$1n't"],
];
const synonyms: [RegExp, string][] = [
  [/\bapproximately\b/giu, "about"],
  [/\bprior to\b/giu, "before"],
  [/\bin order to\b/giu, "to"],
  [/\bobtain\b/giu, "get"],
  [/\breceive\b/giu, "get"],
  [/\bassist\b/giu, "help"],
  [/\bneed to\b/gu, "have to"],
  [/\bis able to\b/gu, "can"],
  [/\bare able to\b/gu, "can"],
  [/\breduce\b/gu, "cut"],
  [/\breducing\b/gu, "cutting"],
  [/\bbegins?\b/gu, "starts"],
  [/\bbegun\b/gu, "started"],
  [/\bcommence\b/gu, "start"],
  [/\bcompleted\b/gu, "finished"],
  [/\bcurrently\b/gu, "at present"],
  [/\bstaff\b/gu, "employees"],
  [/\bemployees\b/gu, "staff"],
  [/\bsuch as\b/gu, "like"],
  [/\bafter\b/gu, "following"],
  [/\bfewer than\b/gu, "less than"],
  [/\bno later than\b/gu, "by"],
];
const words = ["zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"];
const ordinal = (day: string): string =>
  `${day}${/1\d$/u.test(day) ? "th" : ({ 1: "st", 2: "nd", 3: "rd" }[day.at(-1)!] ?? "th")}`;
const date =
  /\b(\d{1,2}) (January|February|March|April|May|June|July|August|September|October|November|December)\b(?: (\d{4}))?/gu;

const replaceAll = (text: string, rules: readonly [RegExp, string][]): string =>
  rules.reduce((rest, [from, to]) => rest.replace(from, to), text);

/** At most two words are changed: swapping every word makes sentences that nobody writes. */
const someSynonyms = (text: string): string => {
  let left = 2;
  return synonyms.reduce((rest, [from, to]) => {
    if (left === 0 || !from.test(rest)) return rest;
    from.lastIndex = 0;
    left -= 1;
    return rest.replace(from, to);
  }, text);
};

/** An introduction that its bullets go on with, so that line and bullet read as one sentence. */
const joining = /\b(?:include|includes|including|cover|covers|for|to|by|of|with|are|is|such as|if|can|must|cannot|about|on):$/u;

/** Simple, honest ways to say a sentence again. Each changes one thing; the last but one changes several. */
export const rewordings: Record<string, Rewording> = {
  verbatim: ({ sentence }) => sentence,
  contracted: (gold) => changed(whole(gold), replaceAll(whole(gold), contractions)),
  spelled_out: (gold) =>
    changed(whole(gold), whole(gold).replaceAll("n't", " not").replaceAll("won't", "will not").replaceAll("can't", "cannot")),
  synonyms: (gold) => changed(whole(gold), someSynonyms(whole(gold))),
  numbers_in_words: (gold) =>
    changed(
      whole(gold),
      whole(gold)
        .replace(
          /(?<![\d.,£$€/-]|Section |section |band |page |form )\b([2-9]|1[0-2])\b(?![\d.,/-]|%| ?(?:am|pm|million|billion|January|February|March|April|May|June|July|August|September|October|November|December))/gu,
          (_, number: string) => words[Number(number)]!,
        )
        .replace(/(\d)%/gu, "$1 per cent"),
    ),
  numbers_in_digits: (gold) =>
    changed(
      whole(gold),
      whole(gold).replace(/\b(two|three|four|five|six|seven|eight|nine|ten|eleven|twelve)\b(?! of )/gu, (word) =>
        String(words.indexOf(word)),
      ),
    ),
  date_reformatted: (gold) =>
    changed(
      whole(gold),
      whole(gold).replace(
        date,
        (_, day: string, month: string, year?: string) => `${ordinal(day)} ${month}${year ? ` ${year}` : ""}`,
      ),
    ),
  without_brackets: (gold) => changed(whole(gold), whole(gold).replace(/ \([^()]{1,60}\)/gu, "")),
  attributed: (gold) => `According to the page, ${inside(whole(gold))}`,
  addressed: (gold) => {
    const text = whole(gold);
    return changed(
      text,
      text
        .replace(/^(?:Members|Staff|Employees) (can|may|must|should|will|cannot)\b/u, "You $1")
        .replace(/^(?:An employee|A member) (can|may|must|should|will|cannot)\b/u, "You $1"),
    );
  },
  merged_bullet: ({ sentence, introduction }) =>
    introduction !== null && joining.test(introduction) ? `${bare(introduction)} ${inside(bare(sentence))}.` : null,
  moved_opening: (gold) => {
    const match = /^((?:On|In|By|From|Since|At|During|Until|After|Before|When|If|Once) [^,:]{4,60}), ([^,:;]+)$/u.exec(
      whole(gold),
    );
    return match ? `${capital(bare(match[2]!))} ${match[1]!.charAt(0).toLowerCase()}${match[1]!.slice(1)}.` : null;
  },
  moved_closing: (gold) => {
    const match = /^([^,:;]+?) ((?:by|before|after|from|during|until|if|unless|once) [^,:;]{4,60})\.$/u.exec(whole(gold));
    return match ? `${capital(match[2]!)}, ${inside(match[1]!)}.` : null;
  },
  several_changes: (gold) => {
    const text = whole(gold).replace(/ \([^()]{1,60}\)/gu, "");
    return changed(whole(gold), someSynonyms(replaceAll(text, contractions)).replace(/(\d)%/gu, "$1 per cent"));
  },
};
