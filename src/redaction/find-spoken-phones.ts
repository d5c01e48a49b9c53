import type { Finding } from "./finding.ts";

const units = "zero one two three four five six seven eight nine".split(" ");
const tens = "twenty thirty forty fifty sixty seventy eighty ninety".split(" ");
const noughts = new Set(["oh", "o", "nought", "nil", "zero"]);
const repeats = new Map([
  ["double", 2],
  ["treble", 3],
  ["triple", 3],
]);
const between = /^[\s,.;()+-]{1,4}$/u;

type Word = { text: string; start: number; end: number };

const digitOf = (word: string): string | null => {
  if (noughts.has(word)) return "0";
  const unit = units.indexOf(word);
  return unit === -1 ? null : String(unit);
};

/** Digits that one word stands for, given what was said before it: "seventy", then "seven", is 77. */
const digitsSaid = (word: string, before: string): string | null => {
  if (/^\d{1,6}$/u.test(word)) return word;
  if (word === "hundred") return "00";
  if (word === "thousand") return "000";
  const ten = tens.indexOf(word);
  if (ten !== -1) return String(ten + 2);
  const single = digitOf(word);
  if (single !== null) return single;
  return word === "plus" && before === "" ? "" : null;
};

type Run = { digits: string; said: number; start: number; end: number; repeat: number };

const emptyRun = (start: number): Run => ({ digits: "", said: 0, start, end: start, repeat: 0 });

/** Nine digits and more are a telephone number; so are seven after the nought or the seven that British ones begin with. */
const isPhone = ({ digits, said }: Run): boolean =>
  said >= 2 && digits.length <= 15 && (digits.length >= 9 || (digits.length >= 6 && /^[07]/u.test(digits)));

const extend = (run: Run, word: Word): Run | null => {
  const repeat = repeats.get(word.text);
  if (repeat !== undefined) return { ...run, repeat, said: run.said + 1, end: word.end };
  const said = digitsSaid(word.text, run.digits);
  if (said === null) return null;
  const digits = run.repeat > 0 && said.length > 0 ? said[0]!.repeat(run.repeat) + said.slice(1) : said;
  const inWords = /^\d/u.test(word.text) ? 0 : 1;
  return { digits: run.digits + digits, said: run.said + inWords, start: run.start, end: word.end, repeat: 0 };
};

/** Finds telephone numbers that are said rather than written: `oh seven seven double oh …`, digits mixed in or not. */
export const findSpokenPhones = (plain: string): Finding[] => {
  const findings: Finding[] = [];
  let run: Run | null = null;
  const close = (): void => {
    if (run !== null && isPhone(run)) findings.push({ kind: "phone", start: run.start, end: run.end });
    run = null;
  };
  for (const match of plain.matchAll(/[\p{L}]{1,40}|\p{N}{1,20}/gu)) {
    const word = { text: match[0].toLowerCase(), start: match.index, end: match.index + match[0].length };
    const open: Run | null = run;
    if (open !== null && !between.test(plain.slice((open as Run).end, word.start))) close();
    const longer: Run | null = extend(run ?? emptyRun(word.start), word);
    if (longer === null) close();
    else run = longer;
  }
  close();
  return findings;
};
