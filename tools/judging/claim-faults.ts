/** A claim with the words of the quotations it names, and what its sources say about themselves. */
export type JudgedClaim = {
  text: string;
  quotes: readonly string[];
  /** Headings, titles, publishers and dates of the sources. */
  about: readonly string[];
  /** Glossary entries: forms of one name. */
  sameNames: readonly string[][];
};

const numberWords: Record<string, number> = {
  two: 2,
  three: 3,
  four: 4,
  five: 5,
  six: 6,
  seven: 7,
  eight: 8,
  nine: 9,
  ten: 10,
  eleven: 11,
  twelve: 12,
  thirteen: 13,
  fourteen: 14,
  fifteen: 15,
  sixteen: 16,
  seventeen: 17,
  eighteen: 18,
  nineteen: 19,
  twenty: 20,
  thirty: 30,
  forty: 40,
  fifty: 50,
  hundred: 100,
  thousand: 1000,
  million: 1e6,
  billion: 1e9,
  half: 0.5,
  quarter: 0.25,
  third: 3,
  double: 2,
  twice: 2,
  dozen: 12,
  fortnight: 14,
};
const scales: Record<string, number> = { k: 1e3, m: 1e6, million: 1e6, bn: 1e9, billion: 1e9, thousand: 1e3, hundred: 100 };

const monthNames = [
  "january",
  "february",
  "march",
  "april",
  "may",
  "june",
  "july",
  "august",
  "september",
  "october",
  "november",
  "december",
];

/** All ways to read the numbers of a text: "£4.5m" is 4.5 and 4,500,000, "50%" is 50 and 0.5, "twenty-five" is 20, 5 and 25. */
const numbersOf = (text: string): Set<number> => {
  const found = new Set<number>();
  for (const match of text.matchAll(/(\d[\d,]*(?:\.\d+)?)\s?(%|per cent|k\b|m\b|bn\b|million|billion|thousand|hundred)?/giu)) {
    const value = Number(match[1]!.replaceAll(",", ""));
    const unit = match[2]?.toLowerCase();
    found.add(value);
    if (unit === "%" || unit === "per cent") found.add(value / 100);
    else if (unit !== undefined) found.add(value * scales[unit]!);
  }
  // "2025-26" is also 2026.
  for (const match of text.matchAll(/\b(20)(\d\d)[-\u2013/](\d\d)\b/gu)) found.add(Number(`${match[1]}${match[3]}`));
  const words = text.toLowerCase().split(/[^\p{L}\p{N}]+/u);
  words.forEach((word, index) => {
    const value = numberWords[word];
    if (value === undefined) return;
    found.add(value);
    const next = numberWords[words[index + 1] ?? ""];
    if (value >= 20 && value <= 90 && next !== undefined && next < 10) found.add(value + next);
    if (next !== undefined && next >= 100) found.add(value * next);
  });
  return found;
};

const statedNumbers = (text: string): { value: number; written: string }[] => {
  const digits = [...text.matchAll(/(?<![\p{L}\d])\d[\d,]*(?:\.\d+)?/gu)].map((match) => ({
    value: Number(match[0].replaceAll(",", "")),
    written: match[0],
  }));
  const words = text
    .toLowerCase()
    .split(/[^\p{L}]+/u)
    .filter((word) => word in numberWords && word !== "third" && word !== "quarter");
  return [...digits, ...words.map((written) => ({ value: numberWords[written]!, written }))];
};

const numberFaults = ({ text, quotes, about }: JudgedClaim): string[] => {
  const quoted = numbersOf(quotes.join("\n"));
  // The year of a day that a page writes without one is the page's own.
  const years = new Set([...about.join(" ").matchAll(/\b(?:19|20)\d\d\b/gu)].map((match) => Number(match[0])));
  return statedNumbers(text)
    .filter(({ value }) => !quoted.has(value) && !quoted.has(value / 100) && !quoted.has(value * 100) && !years.has(value))
    .map(({ written }) => `says ${written}, which its quotations do not`);
};

/** Digits of other scripts, raised and encircled ones: a reader takes them for figures, and nothing else here would. */
const strangeDigitFaults = ({ text, quotes }: JudgedClaim): string[] => {
  const quoted = quotes.join("");
  return [...text.matchAll(/(?![0-9])[\p{Nd}\p{Nl}\p{No}]/gu)]
    .filter(({ 0: digit }) => !quoted.includes(digit))
    .map(({ 0: digit }) => `writes the digit ${digit}, which its quotations do not`);
};

const currencyFaults = ({ text, quotes }: JudgedClaim): string[] => {
  const quoted = quotes.join("");
  return [...text.matchAll(/[\p{Sc}%\u2030]/gu)]
    .filter(({ 0: sign }) => !quoted.includes(sign) && !(sign === "%" && /per ?cent|half|quarter|third/iu.test(quoted)))
    .map(({ 0: sign }) => `writes ${sign}, which its quotations do not`);
};

const monthsOf = (text: string): Set<string> =>
  new Set(
    [...text.toLowerCase().matchAll(/\b(jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\b/gu)]
      .filter((match) => monthNames.some((month) => month.startsWith(match[0]) || match[0] === "sept"))
      .filter((match) => match[1] !== "may" || /\d\s+may\b|\bmay\s+\d{4}|\b(?:in|since|by|of) may\b/u.test(text.toLowerCase()))
      .map((match) => match[1]!),
  );

const dateFaults = ({ text, quotes }: JudgedClaim): string[] => {
  const quoted = monthsOf(quotes.join("\n"));
  return [...monthsOf(text)]
    .filter((month) => !quoted.has(month))
    .map((month) => `names the month ${month}, which its quotations do not`);
};

const wordsOf = (text: string): string[] => text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? [];
const stem = (word: string): string => word.replace(/(?:'s|s)$/u, "");

const nameFaults = ({ text, quotes, about, sameNames }: JudgedClaim): string[] => {
  const material = [...quotes, ...about].join("\n").toLowerCase();
  const alike = sameNames.filter((forms) =>
    forms.some((form) => new RegExp(`\\b${form.replace(/[.*+?^${}()|[\]\\]/gu, "\\$&")}s?\\b`, "iu").test(material)),
  );
  const known = new Set([...wordsOf(material), ...alike.flat().flatMap(wordsOf)].map(stem));
  const names = [...text.matchAll(/(?<![.!?:]["\u201D)]?\s)(?<=[\p{L}\p{N},;(\u201C"'\u2018-]\s?)\b\p{Lu}[\p{L}\p{N}]*/gu)].map(
    (match) => match[0],
  );
  return names
    .filter((name) => name !== "I" && !known.has(stem(name.toLowerCase())))
    .map((name) => `names ${name}, which neither its quotations nor their headings do`);
};

/** What a claim says of numbers, months and names that its own quotations do not say. Independent of the project's verifier. */
export const claimFaults = (judged: JudgedClaim): string[] => [
  ...numberFaults(judged),
  ...strangeDigitFaults(judged),
  ...currencyFaults(judged),
  ...dateFaults(judged),
  ...nameFaults(judged),
];
