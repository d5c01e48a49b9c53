/** A sentence of a page written in another way: `stands` when it still says the same, else it is false. `way` names what was done. */
export type AlteredClaim = { way: string; text: string; stands: boolean };

type Way = { way: string; stands: boolean; alter: (sentence: string) => string | null };

/** Replaces the first match; null when there is none. */
const swap =
  (pattern: RegExp, by: string | ((...matched: string[]) => string)) =>
  (sentence: string): string | null => {
    const altered = sentence.replace(pattern, by as string);
    return altered === sentence ? null : altered;
  };

const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);
const small = (text: string): string => (/^(?:[A-Z]{2}|I\b)/u.test(text) ? text : text.charAt(0).toLowerCase() + text.slice(1));
const months = "January February March April May June July August September October November December".split(" ");
const otherMonth = (month: string): string => months[(months.indexOf(month) + 5) % 12]!;
const otherUnit: Record<string, string> = {
  day: "week",
  week: "month",
  month: "year",
  year: "month",
  hour: "day",
  minute: "hour",
};

/** Mechanical rewordings. What a bracket holds may be the condition, so brackets that limit are left alone. */
const same: Way[] = [
  { way: "verbatim", stands: true, alter: (sentence) => sentence },
  { way: "attributed", stands: true, alter: (sentence) => `According to the guide, ${small(sentence)}` },
  {
    way: "without_brackets",
    stands: true,
    alter: swap(/ \((?![^)]*\b(?:if|unless|not|only|except|but|or|when|usually|up to|at least)\b)[^)]{3,60}\)/u, ""),
  },
  {
    way: "written_out",
    stands: true,
    alter: swap(/\b(\w+)[’'](ll|re|ve)\b/u, (_, word, end) => `${word} ${{ ll: "will", re: "are", ve: "have" }[end!]}`),
  },
  {
    way: "contracted",
    stands: true,
    alter: swap(/\b(do|does|is|are|must|should) not\b|\b(can)not\b/u, (_, verb, can) => `${verb ?? can}${can ? "'t" : "n't"}`),
  },
];

const lies: Way[] = [
  {
    way: "figure_changed",
    stands: false,
    alter: swap(/(?<![\w.,£])\d+(?![\d.,]*\d|[a-z(])/u, (found) => String(Number(found) + 1)),
  },
  { way: "sum_changed", stands: false, alter: swap(/£(\d)/u, (_, digit) => `£${(Number(digit) % 9) + 1}`) },
  {
    way: "unit_changed",
    stands: false,
    alter: swap(/(\d )(day|week|month|year|hour|minute)/u, (_, before, unit) => before! + otherUnit[unit!]),
  },
  {
    way: "month_changed",
    stands: false,
    alter: swap(new RegExp(`(\\d{1,2} )(${months.join("|")})`, "u"), (_, day, month) => day! + otherMonth(month!)),
  },
  {
    way: "negation_dropped",
    stands: false,
    alter: swap(
      /\b(can)not\b|\b(do|does|is|are|must|should|will) not\b|\b(do|does|is|are|must|should)n[’']t\b|\b(can)[’']t\b/u,
      (_, a, b, c, d) => (a ?? b ?? c ?? d)!,
    ),
  },
  {
    way: "negation_added",
    stands: false,
    alter: swap(/\b(can|must|will|should|may|could)\b(?! not\b|\w)(?![’'])/u, (found) =>
      found === "can" ? "cannot" : `${found} not`,
    ),
  },
  { way: "must_to_may", stands: false, alter: swap(/\bmust\b(?! not)/u, "may") },
  { way: "must_to_should", stands: false, alter: swap(/\bmust\b(?! not)/u, "should") },
  { way: "may_to_will", stands: false, alter: swap(/\b(?:may|might|could)\b(?! not)/u, "will") },
  { way: "can_to_must", stands: false, alter: swap(/\bcan\b(?! not)(?![’'])/u, "must") },
  { way: "should_to_must", stands: false, alter: swap(/\bshould\b(?! not)/u, "must") },
  {
    way: "bound_dropped",
    stands: false,
    alter: swap(/\b(?:up to|at least|about|around|no more than|under|over) (?=£?\d)/u, ""),
  },
  { way: "bound_flipped", stands: false, alter: swap(/\bat least (?=£?\d)/u, "at most ") },
  {
    way: "order_flipped",
    stands: false,
    alter: swap(/\b(before|after)\b/u, (found) => (found === "before" ? "after" : "before")),
  },
  { way: "usually_dropped", stands: false, alter: swap(/\b(?:usually|normally|sometimes|often|generally) /u, "") },
  { way: "only_dropped", stands: false, alter: swap(/\bonly /u, "") },
  {
    way: "condition_cut",
    stands: false,
    alter: swap(/^([^:()]{25,}?)(?<! but only| even| ask| see| out),? (?:if|unless|as long as|except) [^:()]*\.$/u, "$1."),
  },
  { way: "within_to_after", stands: false, alter: swap(/\bwithin (?=\d)/u, "after ") },
  {
    way: "condition_skipped",
    stands: false,
    alter: swap(/^(?:If|Unless) [^,]{8,80}, (?!or\b|and\b)([^:]{15,}\.)$/u, (_, rest) => capital(rest!)),
  },
  { way: "some_to_all", stands: false, alter: swap(/\b([Ss])ome (?=\w+s\b)/u, (_, first) => (first === "S" ? "All " : "all ")) },
  { way: "acronym_changed", stands: false, alter: swap(/\b(?!UK\b)[A-Z]{3,5}\b/u, "TUPE") },
  { way: "link_added", stands: false, alter: (sentence) => `${sentence.replace(/\.$/u, "")}, see benefit-help.example.` },
  {
    way: "half_invented",
    stands: false,
    alter: (sentence) => `${sentence.replace(/\.$/u, "")}, and your union fee pays for it.`,
  },
];

/** Every way in which this sentence can be altered by rule. */
export const alteredClaims = (sentence: string): AlteredClaim[] =>
  [...same, ...lies].flatMap(({ way, stands, alter }) => {
    const text = alter(sentence);
    return text === null ? [] : [{ way, text, stands }];
  });
