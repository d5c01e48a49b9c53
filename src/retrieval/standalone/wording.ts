import type { NounPhrase } from "./noun-phrase.ts";

const maxWords = 12;

/** The phrase as it can stand in another sentence: no asking word before it, no capital of a sentence's start. */
export const wordingOf = (phrase: NounPhrase, opensSentence = phrase.start === 0): string => {
  const text = phrase.text
    .replace(/^(?:which|what|any|some|each|every|all|no|another)\s+/iu, "")
    .replace(/^(?:your|our)\s+/iu, "the ")
    .split(/\s+/u)
    .slice(0, maxWords)
    .join(" ");
  // Only an article loses the capital of its place: any other first word may be a name.
  return opensSentence && /^(?:the|a|an|my)\b/iu.test(text) ? text[0]!.toLowerCase() + text.slice(1) : text;
};

/** A phrase that itself points back ("its chair"): no use for telling what another one means. */
export const isOpen = ({ determiner }: NounPhrase): boolean =>
  /^(?:its|their|his|her|this|that|these|those)$/u.test(determiner ?? "");
