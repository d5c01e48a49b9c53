import { type Finding, findAll } from "./finding.ts";

/** `priya.nair@nhs.net`, also broken after the @ by a mail program. Lengths as in RFC 5321. */
const written =
  /(?<![\p{L}\p{N}._%+-])(?:"[^"\n]{1,64}"|[\p{L}\p{N}_%+][\p{L}\p{N}._%+'-]{0,63})@[\n ]?(?:[\p{L}\p{N}-]{1,63}\.){1,6}\p{L}{2,24}/dgu;

/** What web pages make of an address that they protect. */
const protectedAddress = /[\p{L}\p{N}._%+-]{0,40}\[email\s?protected\]/dgu;

const word = "[\\p{L}\\p{N}_%+-]{1,40}";
/** Without the underscore, where that is what parts two words: a word that held it too could be parted in a million ways. */
const part = "[\\p{L}\\p{N}%+-]{1,40}";
const spokenDot = "(?:\\s{0,2}[\\[({<]\\s?dot\\s?[\\])}>]\\s{0,2}|\\s{1,2}dot\\s{1,2})";
const dot = `(?:\\.|${spokenDot}|\\s{1,2}(?:period|full\\sstop)\\s{1,2})`;
const mark = `(?:${dot}|\\s{1,2}(?:underscore|dash|hyphen|minus)\\s{1,2})`;
const bracketedAt = "\\s{0,2}[\\[({<]\\s?(?:at|@)\\s?[\\])}>]\\s{0,2}";
const lookBehind = "(?<![\\p{L}\\p{N}._%+-])";

/** `j.oconnor [at] example [dot] org`: the brackets give it away, so the dots may be real ones. */
const bracketed = new RegExp(`${lookBehind}${word}(?:${mark}${word}){0,4}${bracketedAt}${word}(?:${dot}${word}){1,4}`, "dgiu");

/** `priya dot nair at nhs dot net`: said in words, so a dot in words must follow the `at`. */
const spoken = new RegExp(
  `${lookBehind}(?:${word}${mark}){0,4}${word}(?:\\s{1,2}(?:at|@)\\s{1,2}|@)${word}(?:${spokenDot}${word}){1,4}`,
  "dgiu",
);

/** `priya.nair at nhs.net`, `li @ example.org`: a dotted name or a sign, then a domain of the kind that mail has. */
const halfSpoken = new RegExp(
  `${lookBehind}(?:${part}(?:[._]${part}){1,4}\\s{1,2}at|${part}(?:[._]${part}){0,4}\\s{1,2}@)\\s{1,2}${word}(?:\\.${word}){0,3}\\.(?:net|com|org|uk|scot|wales|eu|ie)(?![\\p{L}\\p{N}])`,
  "dgiu",
);

/** `priya . nair @ nhs . net`: taken apart so that no program reads it. */
const spaced = new RegExp(
  `${lookBehind}${word}(?:\\s?\\.\\s?${word}){0,4}\\s{1,2}@\\s{1,2}${word}(?:\\s?\\.\\s?${word}){0,3}\\s?\\.\\s?(?:net|com|org|uk|scot|wales|eu|ie)(?![\\p{L}\\p{N}])`,
  "dgiu",
);

/** `priya.nair@nhs`, the end left off. */
const endless = /(?<![\p{L}\p{N}._%+-])\p{L}[\p{L}\p{N}._+-]{1,40}@\p{L}[\p{L}\p{N}-]{1,40}(?![\p{L}\p{N}@])/dgu;

/** Finds e-mail addresses, plain and disguised. */
export const findEmails = (plain: string): Finding[] =>
  [written, protectedAddress, bracketed, spoken, halfSpoken, spaced, endless].flatMap((pattern) =>
    findAll("email", plain, pattern),
  );
