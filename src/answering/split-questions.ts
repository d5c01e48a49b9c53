/** One question of a message, with the member's own words around it that are no question. */
export type AskedPart = { question: string; context: string | null };

const interrogative =
  /^(?:(?:and|also|so|but|or|then|plus|finally|lastly|secondly|first(?:ly)?|oh|ok|hi|hello|please|just|btw|\d+[.)]|[-*\u2022(]+)[\s,:-]*)*(?:who|whom|whose|who's|what|what's|whats|when|where|why|which|how|hows|is|are|was|were|do|does|did|can|could|will|would|should|must|has|have|had|may|am i|any ?(?:one|1|body) know|tell me|explain|wen|wot|wat|whos)\b/i;

/** "... and when is it due" after a whole first question starts another one. */
const secondQuestion =
  /\s*(?:,|;)?\s+(?:and|also|plus|&)\s+(?:also\s+)?(?=(?:who|what|when|where|why|which|how)(?:'s)? (?:is|are|was|were|will|do|does|did|can|could|should|would|has|have|many|much|long|often|happens?|about|[a-z]+s\b)|(?:is|are|was|will|does|do|did|can|has|have|should) (?:there|it|they|the|we|i|my|our|any|this|that|[a-z]+s?)\b)/i;

const maxParts = 5;
const leastWords = 3;
const wordCount = (text: string): number => text.split(/\s+/).filter(Boolean).length;

const sentencesOf = (text: string): string[] =>
  text
    .split(/(?<=[?!])\s+|(?<=[?!])(?=[A-Z])|(?<=\.)\s+(?=["'\u2018\u201C(]?[A-Z])|\n+/u)
    .map((sentence) => sentence.trim())
    .filter(Boolean);

const splitJoined = (question: string): string[] => {
  const parts: string[] = [];
  let rest = question;
  for (;;) {
    const match = secondQuestion.exec(rest);
    if (!match || !interrogative.test(rest)) break;
    const after = rest.slice(match.index + match[0].length);
    if (wordCount(rest.slice(0, match.index)) < leastWords || wordCount(after) < leastWords) break;
    parts.push(rest.slice(0, match.index).trim());
    rest = after.trim();
  }
  return [...parts, rest].filter((part) => wordCount(part) >= 2);
};

/**
 * Splits a message into the questions it asks, in order, at most five; what is no question becomes the context of all.
 * A message without any recognisable question is one question as a whole.
 */
export const splitQuestions = (message: string): AskedPart[] => {
  const sentences = sentencesOf(message);
  const isQuestion = (sentence: string) => /\?\s*["')\u2019\u201D]*$/u.test(sentence) || interrogative.test(sentence);
  const questions = sentences.filter(isQuestion).filter((sentence) => wordCount(sentence) >= 2 || sentences.length === 1);
  if (questions.length === 0) return [{ question: message.trim(), context: null }];
  const rest = sentences.filter((sentence) => !questions.includes(sentence)).join(" ");
  const parts = [...new Set(questions.flatMap(splitJoined))].slice(0, maxParts);
  if (parts.length === 0) return [{ question: message.trim(), context: null }];
  return parts.map((question) => ({ question, context: rest === "" ? null : rest }));
};
