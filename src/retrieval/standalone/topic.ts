import { questionWords } from "../stop-words.ts";
import { auxiliaries, openingAuxiliaries, speakers } from "./word-lists.ts";
import { lowerWords } from "./words.ts";

const asksOnly =
  /^(?:(?:can|could) you (?:please )?(?:tell|say)(?: me)?|please|tell me|do you know|does anyone know|i (?:want|need|would like) to know|any idea|any(?:one|1) know)[\s,]*/iu;
const amounts = new Set("much many long often far soon there please old big".split(" "));

/** A text without white space and marks at its end. */
export const withoutMark = (text: string): string => text.trim().replace(/[\s?.!…]+$/u, "");

/** What a question is about: the question without the words that ask, "the blueprint" for "When is the blueprint due?". */
export const topicOf = (question: string): string => {
  let rest = withoutMark(question).replace(asksOnly, "");
  for (;;) {
    const first = rest.match(/^[\p{L}'’]+/u)?.[0].toLowerCase();
    if (!first || !(questionWords.has(first) || auxiliaries.has(first) || amounts.has(first) || speakers.has(first))) break;
    if (/^(?:my|our|your)$/u.test(first)) break;
    rest = rest.slice(first.length).trim();
  }
  return rest;
};

const hearsay =
  /^.{0,200}?\b(?:says?|said|saying|swears?|heard|hears|told (?:me|us|them|him|her|everyone)|reckons?|thinks?|claims?|insists?|believes?|read|rumou?r(?: is| has it)?)\s+(?:that\s+)?(?=\p{L}+\s+\p{L}+\s+\p{L}+)/iu;

/** What is doubted in "my friend swears that the unions signed it. Is that right?": the claim, without who made it. */
export const claimIn = (statement: string): string => {
  const opening = lowerWords(statement)[0] ?? "";
  return questionWords.has(opening) || openingAuxiliaries.has(opening) ? statement : statement.replace(hearsay, "");
};

/**
 * "Can I carry over leave?", "Must every trust run it?", "How much leave do I get?": what was asked about is that something
 * happens, and "that" in the next question is all of it.
 */
export const asksWhether = (question: string): boolean =>
  openingAuxiliaries.has(lowerWords(question)[0] ?? "") ||
  /^how (?:much|many|long|often|soon|far)\s+(?:\p{L}+\s+){0,2}(?:can|could|do|does|did|will|would|may|must|should|have|am|are) (?:i|we|you)\b/iu.test(
    question,
  );

const yearPattern = /\b(?:19|20)\d\d\b/u;
const ownTime =
  /\b(?:now|today|currently|nowadays|still|yet|(?:this|last|next) (?:year|month|week)|these days|at the moment)\b/iu;

/** The year of the earlier question, for a follow-up that keeps to it: "in 2014"; empty when it sets a time of its own. */
export const keptYear = (question: string, earlier: string): string => {
  const year = earlier.match(yearPattern)?.[0];
  return year === undefined || yearPattern.test(question) || ownTime.test(question) ? "" : ` in ${year}`;
};
