import { cleanText } from "../domain/clean-text.ts";

const emphasis = /(\*\*\*|\*\*|\*|___|__|_|`)(?=\S)([^*_`\n]*\S)\1/gu;
const bullet = /^\s*(?:[-*•·‣–]|\d{1,2}[.)])\s+/u;
const heading = /^\s*#{1,6}\s+/u;
const mark = /\s*(?:\[\s*(?:P?\d{1,3})(?:\s*[,;]\s*P?\d{1,3})*\s*\]|\(\s*P\d{1,3}(?:\s*[,;]\s*P\d{1,3})*\s*\))/giu;
/** "No." answers the question, which no quotation can prove; the sentence behind it can stand alone. */
const plainReply = /^(?:yes|no)(?:[.,:;!]\s+|\s+[–-]\s+)(?=\S)/iu;

/** The reply names its sources itself; a page that says so of another one keeps it, because then its own words say who said it. */
const attribution =
  /^according to (?:the|this|these|your union's) (?:pages?|passages?|sources?|texts?|documents?)(?: above| provided| given)?,\s+(?=\S)/iu;

const withCapital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

/**
 * What a model wrote as the plain sentence that it meant: hidden characters, emphasis, a leading bullet, its own citation marks and a
 * "Yes", a "No" or an "According to the page" before the sentence are taken out, white space is folded. Everything else stays, for `verify-claims` to judge.
 */
export const plainClaim = (written: string): string => {
  const visible = cleanText(written).text.replace(/\s+/gu, " ").trim();
  const plain = visible
    .replace(heading, "")
    .replace(bullet, "")
    .replace(emphasis, "$2")
    .replace(emphasis, "$2")
    .replace(mark, "")
    .replace(/\s+([.,;:!?])/gu, "$1")
    .replace(/\s+/gu, " ")
    .trim();
  const said = plain.replace(plainReply, "").replace(attribution, "");
  return said === plain ? plain : withCapital(said);
};
