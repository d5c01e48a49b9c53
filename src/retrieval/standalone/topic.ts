import { questionWords } from "../stop-words.ts";
import { auxiliaries, speakers } from "./word-lists.ts";

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

/** "Can I carry over leave?", "How much leave do I get?": what was asked about is doing something, not a thing. */
export const asksWhetherOrHowMuch = (question: string): boolean =>
  /^(?:how (?:much|many|long|often|soon|far)\s+(?:\p{L}+\s+){0,2})?(?:can|could|do|does|did|will|would|may|must|should|have|had|am|are|is) (?:i|we|you)\b/iu.test(
    question,
  );
