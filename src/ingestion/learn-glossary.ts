/** A short form and the long form that a document gives for it. */
export type LearnedTerm = { short: string; long: string };

const isShortForm = (text: string): boolean =>
  text.length >= 2 &&
  text.length <= 10 &&
  text.split(" ").length <= 2 &&
  /\p{Lu}.*\p{Lu}/u.test(text) &&
  /^[\p{L}\p{N}]/u.test(text);

/**
 * Finds the shortest run of words before the brackets whose letters hold those of the short form in order, the first of them at the
 * start of a word. Method and matching rule: Schwartz and Hearst, "A simple algorithm for identifying abbreviation definitions in
 * biomedical text", Pacific Symposium on Biocomputing 2003, figure 1.
 */
const bestLongForm = (shortForm: string, before: string): string | null => {
  let at = before.length - 1;
  for (let index = shortForm.length - 1; index >= 0; index -= 1) {
    const letter = shortForm.charAt(index).toLowerCase();
    if (!/[\p{L}\p{N}]/u.test(letter)) continue;
    const matches = (place: number): boolean => before.charAt(place).toLowerCase() === letter;
    const startsWord = (place: number): boolean => place === 0 || !/[\p{L}\p{N}'\u2019]/u.test(before.charAt(place - 1));
    while (at >= 0 && (!matches(at) || (index === 0 && !startsWord(at)))) at -= 1;
    if (at < 0) return null;
    at -= 1;
  }
  return before.slice(before.lastIndexOf(" ", at) + 1);
};

/** Beyond the paper: the letters of the long form's words must account for the short form's, or "meeting (MiP)" would be learned. */
const initialsAgree = (shortForm: string, longForm: string): boolean => {
  const initials = longForm.split(/[\s/\u2010-\u2015-]+/u).map((word) => word.replace(/^[^\p{L}\p{N}]+/u, "").charAt(0));
  const wanted = [...shortForm.replace(/s$/u, "")]
    .filter((letter) => /\p{Lu}/u.test(letter))
    .map((letter) => letter.toLowerCase());
  let at = 0;
  for (const initial of initials) if (initial.toLowerCase() === wanted[at]) at += 1;
  return at >= Math.min(2, wanted.length) && at >= wanted.length - 1 && initials.length <= wanted.length + 3;
};

const openers = /^(?:the|a|an|and|or|of|for|to|in|its|their|our|your|this|that|by|with|from)\s+/iu;
const unquoted = (text: string): string => text.replace(/^["'\u2018\u201C]+|["'\u2019\u201D]+$/gu, "").trim();
const withoutPlural = (shortForm: string): string => shortForm.replace(/^([\p{Lu}\p{N}]{2,})s$/u, "$1");

/** How far before a bracket a long form can begin, in characters. */
const longestBefore = 160;

const candidatesOf = (text: string): LearnedTerm[] =>
  [...text.matchAll(/\(["'\u2018\u201C]?([^()\n]{2,40})\)/gu)].flatMap((match) => {
    const inside = unquoted((match[1] ?? "").split(/[;,]|\s+(?:or|also)\s+/u)[0] ?? "");
    if (!isShortForm(inside)) return [];
    const line =
      text
        .slice(Math.max(0, match.index - longestBefore), match.index)
        .split(/[()\n]/u)
        .at(-1) ?? "";
    const before = unquoted((line.split(/[.!?;:]\s/u).at(-1) ?? "").trim());
    const words = before.split(/\s+/u);
    // The paper's window: no more than twice as many words as letters, and at most five more.
    const letters = withoutPlural(inside).replace(/[^\p{L}\p{N}]/gu, "").length;
    const window = unquoted(words.slice(-Math.min(letters + 5, letters * 2)).join(" "));
    const found = bestLongForm(withoutPlural(inside), window);
    if (found === null) return [];
    const long = unquoted(found.replace(openers, ""));
    const isLonger = long.length > inside.length && long.includes(" ") && !long.split(" ").includes(inside);
    return isLonger && initialsAgree(inside, long) ? [{ short: withoutPlural(inside), long }] : [];
  });

/** Learns "Long Form (LF)" pairs from texts. Each pair comes once, in the order of the short forms' letters. */
export const learnGlossary = (texts: Iterable<string>): LearnedTerm[] => {
  const pairs = new Map<string, LearnedTerm>();
  for (const text of texts) {
    for (const term of candidatesOf(text)) {
      const key = `${term.short}\n${term.long.toLowerCase()}`;
      if (!pairs.has(key)) pairs.set(key, term);
    }
  }
  return [...pairs.entries()].sort(([left], [right]) => (left < right ? -1 : 1)).map(([, term]) => term);
};
