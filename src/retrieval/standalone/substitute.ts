import type { WordClasses } from "../../ports/word-classes.ts";
import { type NounPhrase, singular } from "./noun-phrase.ts";
import { nounPhrases } from "./noun-phrases.ts";
import { mayBePerson, measureNouns } from "./word-lists.ts";

const yearPattern = /\b(?:19|20)\d\d\b/u;
/** Does a fragment set a time and nothing else: "and now?", "in 2014?" */
export const timeFragment =
  /^(?:(?:in|for|by|since|until|before|after|at|on|from)\s+)?(?:(?:the\s+)?(?:now|today|currently|(?:this|last|next) (?:year|month|week|quarter)|(?:19|20)\d\d))$/iu;
const timePhrase =
  /\b(?:in |for |by |since )?(?:(?:this|last|next) (?:year|month|week|quarter)|(?:in |for |by |since )(?:19|20)\d\d)\b,?|\b(?:now|today|currently|nowadays)\b,?/iu;

const withReplaced = (text: string, start: number, end: number, by: string): string =>
  `${text.slice(0, start)}${by}${text.slice(end)}`;

/** "and now?", "in 2014?", "this year?": sets another time, in place of the one that was asked about. */
const withOtherTime = (earlier: string, fragment: string): string => {
  const year = fragment.match(yearPattern)?.[0];
  if (year && yearPattern.test(earlier)) return earlier.replace(yearPattern, year);
  const found = earlier.match(timePhrase);
  const bare =
    yearPattern.test(fragment) && !/^(?:in|for|by|since|until|before|after|from)\b/iu.test(fragment)
      ? `in ${fragment}`
      : fragment;
  if (!found) return `${earlier} ${bare}`;
  const rest = withReplaced(earlier, found.index!, found.index! + found[0].length, "")
    .replace(/\s+/gu, " ")
    .trim();
  return `${rest} ${bare}`;
};

const prepositionBefore = (text: string, phrase: NounPhrase): string | null =>
  text
    .slice(0, phrase.start)
    .match(/\b(for|in|at|on|under|to|from|with|by|of)\s+$/iu)?.[1]
    ?.toLowerCase() ?? null;

/** The variable part of two phrases of one kind is what stands before the noun: "maternity", "paternity". */
const resemble = (a: string, b: string): boolean => {
  let same = 0;
  while (same < Math.min(a.length, b.length) && a.at(-1 - same) === b.at(-1 - same)) same += 1;
  return same >= 5 && a !== b;
};

const sameKind = (phrase: NounPhrase, wanted: NounPhrase): boolean => {
  const isName = (each: NounPhrase) => each.being === "group" || (each.named && each.being !== "person");
  if (isName(wanted)) return isName(phrase);
  const isPeople = (each: NounPhrase) => each.being === "person" || mayBePerson(singular(each.head));
  if (isPeople(wanted) && isPeople(phrase) && wanted.plural === phrase.plural) return true;
  if (wanted.being === "person") return phrase.being === "person" || (phrase.being === "group" && phrase.plural);
  // "And the clawback?" after "What is the scheme based on?" asks on, it swaps nothing: things must be alike in form.
  return phrase.being === wanted.being && phrase.plural && wanted.plural && phrase.determiner === wanted.determiner;
};

/**
 * Puts the thing of a fragment ("and for trusts?") in the place of its like in the earlier question. Null when
 * nothing there is its like. Both texts come without a question mark.
 */
export const substitute = (classes: WordClasses, earlier: string, fragment: string): string | null => {
  if (timeFragment.test(fragment)) return withOtherTime(earlier, fragment);
  const [first, ...rest] = fragment.split(/,\s*/u);
  if (first && rest.length > 0) {
    const put = substitute(classes, earlier, first);
    return put === null ? null : `${put}, ${rest.join(", ")}`;
  }
  const bare = fragment.replace(/^(?:for|in|at|with|from|to|of|on|by|about|under)\s+/iu, "");
  // A lone word is often read as a verb ("trusts"); behind an article it is a noun.
  const wanted = nounPhrases(classes, fragment, false)[0] ?? nounPhrases(classes, `the ${bare}`, false)[0] ?? null;
  const inEarlier = nounPhrases(classes, earlier, false);
  const lone = bare.match(/^(?:the |an? |my )?([\p{L}\p{N}-]+)$/iu)?.[1]?.toLowerCase();
  if (lone) {
    const like = [...earlier.matchAll(/[\p{L}\p{N}-]+/gu)].find((match) => resemble(match[0].toLowerCase(), lone));
    if (like) return withReplaced(earlier, like.index, like.index + like[0].length, bare);
  }
  if (!wanted) return null;
  const put = (phrase: NounPhrase): string => withReplaced(earlier, phrase.start, phrase.coreEnd, bare);
  if (/^\d+[a-z]?$/iu.test(bare)) {
    const numbered = inEarlier.findLast((phrase) => /\d/u.test(phrase.text) && !measureNouns.has(phrase.head));
    return numbered ? put({ ...numbered, start: numbered.start + numbered.text.search(/\d+\w?/u) }) : null;
  }
  const sameHead = inEarlier.findLast((phrase) => singular(phrase.head) === singular(wanted.head));
  if (sameHead) return put(sameHead);
  const years = inEarlier.findLast((phrase) => yearPattern.test(phrase.text) && yearPattern.test(wanted.text));
  if (years) return put(years);
  const preposition = fragment.match(/^(for|in|at|with|from|to|of|on|by|under)\b/iu)?.[1]?.toLowerCase() ?? null;
  const samePlace =
    preposition === null ? undefined : inEarlier.findLast((phrase) => prepositionBefore(earlier, phrase) === preposition);
  if (samePlace) return put(samePlace);
  const mine = inEarlier.findLast(
    (phrase) =>
      phrase.determiner !== null && /^(?:my|our|their)$/u.test(phrase.determiner) && phrase.determiner === wanted.determiner,
  );
  if (mine) return put(mine);
  const like = inEarlier.filter((phrase) => sameKind(phrase, wanted));
  // A name mostly stands last ("the cuts at NHS England"), people and things mostly open the question.
  const chosen = wanted.being === "group" || wanted.named ? like.at(-1) : like[0];
  // "And in Scotland?" is no swap for what the question counts, only for another place.
  const isPlace = preposition !== null && /^(?:in|at|on|from)$/u.test(preposition);
  if (chosen && isPlace && prepositionBefore(earlier, chosen) === null) return null;
  if (chosen) return put(chosen);
  // "Can a temp be let go?" "Same for locums?": whoever they are, they take the place of the subject.
  const subject = inEarlier[0];
  const isOne =
    subject && (subject.determiner === "a" || subject.determiner === "an" || (subject.plural && subject.determiner === null));
  const follows = subject && /^(?:\p{L}+\s+){1,3}$/u.test(earlier.slice(0, subject.start));
  return isOne && follows && wanted.plural && wanted.determiner === null ? put(subject) : null;
};
