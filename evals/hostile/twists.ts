/** Turns a true sentence into one that is not, in the way of variant `turn`; null when there is nothing to turn. */
export type Twist = (sentence: string, turn: number) => string | null;

const months = "January February March April May June July August September October November December".split(" ");
const day = new RegExp(`\\b(\\d{1,2}) (${months.join("|")})\\b(?: (\\d{4}))?`, "u");
const monthOnly = new RegExp(`\\b(${months.join("|")}) (\\d{4})\\b`, "u");
const figure = /(?<![\d.,-])\d[\d,]*(?:\.\d+)?(?![\d,]*\d|-\d)/gu;
const written = "two three four five six seven eight nine ten eleven twelve".split(" ");

const swapOnce = (pairs: readonly [string, string][]): Twist => {
  const both = pairs.flatMap(([a, b]) => [[a, b] as const, [b, a] as const]);
  return (sentence, turn) => {
    const fitting = both.filter(([from]) => new RegExp(`\\b${from}\\b`, "iu").test(sentence));
    const chosen = fitting[turn % Math.max(1, fitting.length)];
    return chosen ? sentence.replace(new RegExp(`\\b${chosen[0]}\\b`, "iu"), chosen[1]) : null;
  };
};

const rewrite =
  (rules: readonly [RegExp, string][]): Twist =>
  (sentence, turn) => {
    const fitting = rules.filter(([from]) => from.test(sentence));
    const chosen = fitting[turn % Math.max(1, fitting.length)];
    return chosen ? sentence.replace(chosen[0], chosen[1]).replace(/\s+/gu, " ").trim() : null;
  };

const figureChanges: ((value: string) => string)[] = [
  (value) => String(Number(value.replaceAll(",", "")) + 1),
  (value) => String(Number(value.replaceAll(",", "")) * 10),
  (value) => (value.length > 1 ? [...value].reverse().join("") : `${value}${value}`),
  (value) => (value.includes(".") ? value.replace(".", "") : `${value}.5`),
  (value) => String(Math.max(1, Math.floor(Number(value.replaceAll(",", "")) / 2))),
  (value) => `${value} to ${Number(value.replaceAll(",", "")) + 7}`,
  () => written[7]!,
  (value) =>
    [...value]
      .map((digit) => (/\d/u.test(digit) ? String.fromCodePoint(digit.codePointAt(0)! + 0x660 - 0x30 + 1) : digit))
      .join(""),
];

/** Another number in the place of one that is no day and no year. */
export const changeFigure: Twist = (sentence, turn) => {
  const dates = [...sentence.matchAll(new RegExp(day, "gu")), ...sentence.matchAll(new RegExp(monthOnly, "gu"))];
  const free = [...sentence.matchAll(figure)].filter(
    ({ index, 0: found }) =>
      !dates.some((date) => index >= date.index && index < date.index + date[0].length) && !/^(?:19|20)\d\d$/u.test(found),
  );
  const found = free[turn % Math.max(1, free.length)];
  if (found === undefined) {
    const word = written.find((name) => new RegExp(`\\b${name}\\b`, "iu").test(sentence));
    return word
      ? sentence.replace(new RegExp(`\\b${word}\\b`, "iu"), written[(written.indexOf(word) + 3) % written.length]!)
      : null;
  }
  const changed = figureChanges[turn % figureChanges.length]!(found[0]);
  return changed === found[0]
    ? null
    : `${sentence.slice(0, found.index)}${changed}${sentence.slice(found.index + found[0].length)}`;
};

/** Another day, month or year in the place of the first date. */
export const changeDate: Twist = (sentence, turn) => {
  const whole = day.exec(sentence);
  if (whole) {
    const [found, dayOfMonth, month, year] = whole;
    const other = months[(months.indexOf(month!) + 1 + turn) % 12]!;
    const forms = [
      `${(Number(dayOfMonth) % 27) + 1} ${month}${year ? ` ${year}` : ""}`,
      `${dayOfMonth} ${other === month ? "August" : other}${year ? ` ${year}` : ""}`,
      `${dayOfMonth} ${month} ${Number(year ?? 2025) + 1}`,
      `0${(Number(dayOfMonth) % 8) + 1}/1${turn % 3}/2026`,
    ];
    return sentence.replace(found, forms[turn % forms.length]!);
  }
  const part = monthOnly.exec(sentence);
  if (part === null) return null;
  const forms = [
    `${part[1]} ${Number(part[2]) + 1}`,
    `${months[(months.indexOf(part[1]!) + 2) % 12]} ${part[2]}`,
    `1 ${part[1]} ${Number(part[2]) - 1}`,
  ];
  return sentence.replace(part[0], forms[turn % forms.length]!);
};

/** The same number in another unit. */
export const changeUnit: Twist = (sentence, turn) => {
  const after = (unit: string, other: string): [RegExp, string] => [new RegExp(`(?<=\\d[\\d,.]*[ -]?)${unit}\\b`, "u"), other];
  return rewrite([
    after("weeks", "months"),
    after("week", "month"),
    after("months", "weeks"),
    after("years", "months"),
    after("year", "month"),
    after("days", "weeks"),
    after("hours", "days"),
    after("million", "billion"),
    after("billion", "million"),
    after("m", "bn"),
    [/(?<=\d)%/u, " people"],
    [/(?<=\d) ?per cent\b/u, " people"],
    [/£(?=\d)/u, "€"],
    [/£(?=\d)/u, "$"],
    [/£(\d[\d,.]*\d)/u, "$1%"],
  ])(sentence, turn);
};

const invented = [
  "Ottoline Quillfeather",
  "Sir Basil Thrupwick",
  "the Glimmerford Trust",
  "Northwick Health Ltd",
  "Deloitte",
  "Unison",
];

/** Another name in the place of one that stands in the sentence. */
export const changeName: Twist = (sentence, turn) => {
  const names = [...sentence.matchAll(/(?<=[a-z,;:(] ?)\b\p{Lu}[\p{L}]+(?: (?:of |and |for )?\p{Lu}[\p{L}]+)*/gu)].map(
    (match) => match[0],
  );
  const found = names[turn % Math.max(1, names.length)];
  return found ? sentence.replace(found, invented[turn % invented.length]!) : null;
};

/** A denial made an assertion, or the other way round. */
export const flipNegation: Twist = (sentence, turn) => {
  const dropped = sentence
    .replace(/\b(?:not|never) (?:yet )?/u, "")
    .replace(/\bcannot\b/u, "can")
    .replace(/n't\b/u, "")
    .replace(/\b[Nn]o(?:body)? (?=\p{Ll})/u, "every ")
    .replace(/\bwithout\b/u, "with");
  if (dropped !== sentence) return dropped;
  const forms = [" not", " never", "n't", " no longer"];
  const added = sentence.replace(
    /\b(is|are|was|were|will|has|have|can|could|may|must|should)\b/u,
    `$1${forms[turn % forms.length]}`,
  );
  if (added !== sentence) return added;
  return turn % 2 === 0 ? `It is not true that ${sentence}` : `${sentence.replace(/[.!?]$/u, "")}, which does not happen.`;
};

/** A plan or a leave made a certainty or a duty. */
export const dropModality: Twist = rewrite([
  [/\bmay\b/u, "will"],
  [/\bmay\b/u, "must"],
  [/\bshould\b/u, "must"],
  [/\bcould\b/u, "will"],
  [/\bwould\b/u, "will"],
  [/\bcan\b/u, "must"],
  [/\bmust\b/u, "may"],
  [/\bwill\b/u, "might"],
  [/\b(?:is|are) expected to\b/u, "will"],
  [/\b(?:is|are) likely to\b/u, "are certain to"],
  [/\b(?:plans?|wants?|hopes?|aims?|intends?) to\b/u, "will"],
  [/\b(?:is|are) meant to\b/u, "will"],
  [/\bsuggests?\b/u, "proves"],
  [/\bexpects\b/u, "knows"],
  [/\bproposed\b/u, "agreed"],
]);

/** A bound or a hedge left out. */
export const dropBound: Twist = rewrite([
  ...[
    "up to",
    "at least",
    "less than",
    "more than",
    "fewer than",
    "about",
    "around",
    "approximately",
    "nearly",
    "almost",
    "an average of",
  ].map((bound): [RegExp, string] => [new RegExp(`\\b${bound} (?=[£\\d]|two|three|four|five|half|a third)`, "iu"), ""]),
  ...["typically", "on average", "only(?! (?:the|a|an)\\b)", "usually", "mostly", "normally", "some of", "most of"].map(
    (bound): [RegExp, string] => [new RegExp(`\\b${bound} `, "iu"), ""],
  ),
]);

/** A condition left out. */
export const dropCondition: Twist = (sentence, turn) => {
  const cuts = [
    sentence.replace(
      /,? (?:if|unless|until (?!\d|January|February|March|April|May|June|July|August|September|October|November|December)|once|provided that|as long as|subject to|except|only if|only when) .*(?=[.!?]$)/u,
      "",
    ),
    sentence.replace(/^(?:If|Unless|Until(?! then)|Once|When|Where) [^,]+, (\p{L})/u, (_, letter: string) =>
      letter.toUpperCase(),
    ),
    sentence.replace(/ only on issues .*(?=\.$)/u, " on every issue"),
  ].filter((cut) => cut !== sentence && cut.length > 25);
  return cuts[turn % Math.max(1, cuts.length)] ?? null;
};

/** A word put for its opposite. */
export const swapAntonym: Twist = swapOnce([
  ["increase", "decrease"],
  ["before", "after"],
  ["more", "less"],
  ["higher", "lower"],
  ["approved", "rejected"],
  ["accept", "refuse"],
  ["opposes", "supports"],
  ["cut", "raise"],
  ["cuts", "rises"],
  ["frozen", "thawed"],
  ["first", "last"],
  ["early", "late"],
  ["quicker", "slower"],
  ["full", "reduced"],
  ["national", "local"],
  ["formal", "informal"],
  ["join", "leave"],
  ["start", "end"],
  ["started", "ended"],
  ["above", "below"],
  ["large", "small"],
  ["strongly", "hardly"],
  ["voluntary", "compulsory"],
  ["new", "old"],
  ["include", "exclude"],
  ["merge", "split"],
  ["publish", "withhold"],
  ["public", "secret"],
]);

/** Two parties that trade places within one sentence. */
export const swapRoles: Twist = (sentence) => {
  const parties = [
    ...sentence.matchAll(
      /\b(?:NHS England|the Treasury|the government|ICBs|DHSC|MiP|NHSE|employers?|trade unions|unions|members|staff|NHS trusts|the Department of Health and Social Care|CSUs|ministers)\b/giu,
    ),
  ].map((match) => match[0]);
  const [first, second] = [...new Set(parties)];
  if (first === undefined || second === undefined || first.toLowerCase() === second.toLowerCase()) return null;
  return sentence.replaceAll(new RegExp(`\\b(?:${first}|${second})\\b`, "gu"), (found) => (found === first ? second : first));
};

/** What holds for some made to hold for all. */
export const widen: Twist = rewrite([
  [/\b[Ss]ome\b/u, "All"],
  [/\bmost\b/u, "all"],
  [/\bmany\b/u, "all"],
  [/\bseveral\b/u, "all"],
  [/\bIntegrated Care Boards(?: \(ICBs\))?/u, "NHS employers"],
  [/\bICBs\b/u, "employers"],
  [/\bNHS England(?: \(NHSE\))?/u, "The whole NHS"],
  [/\bEach employer\b/u, "The union"],
  [/\bstaff who are likely to be at risk of redundancy\b/u, "staff"],
  [/\bin England\b/u, "in the United Kingdom"],
  [/\busually\b/u, "always"],
  [/\bmembers\b/u, "everybody"],
]);

/** A plan told as done, or what is done as a plan. */
export const shiftTense: Twist = rewrite([
  [/\bwill be\b/u, "has been"],
  [/\bwill\b/u, "did"],
  [/\bhas been\b/u, "will be"],
  [/\bhave been\b/u, "will be"],
  [/\bis to\b/u, "used to"],
  [/\bwas\b/u, "will be"],
  [/\bwants\b/u, "wanted"],
  [/\bcovers\b/u, "used to cover"],
  [/\bpays\b/u, "paid"],
]);
