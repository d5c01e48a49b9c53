import type { WordClasses } from "../../ports/word-classes.ts";
import { questionWords } from "../stop-words.ts";
import { nounPhrases } from "./noun-phrases.ts";
import { timeFragment } from "./substitute.ts";
import { auxiliaries, relationalWords } from "./word-lists.ts";
import { contentWords, lowerWords, readWords } from "./words.ts";

/**
 * How a question leans on what was asked before: `sure` doubts the answer, `why` asks for its reason, `condition` changes
 * a circumstance, `fragment` swaps a part, `open` asks something of it without naming it, `bare` asks with a noun or
 * verb that needs one more ("what is the deadline?"), `next` and `more` ask to go on, `whole` is a question of its own.
 */
export type Shape = "sure" | "why" | "next" | "more" | "condition" | "fragment" | "open" | "bare" | "whole";

const openers =
  /^(?:(?:and|but|or|so|ok|okay|also|plus|then|oh|ah|hmm|right|well|sorry|thanks|thank you|cheers|great|fine|yes|no|please|great thanks|ok thanks|actually)\b[\s,.!:;-]*)+/iu;
const aboutOpeners =
  /^(?:what about|how about|what of|(?:(?:can|could) you )?(?:please )?tell me (?:more |sth |something )?about|more (?:about|on)|how is it (?:for|in)|(?:is it |is that |and )?(?:the )?same (?:for|with|in|at)|does (?:the|that|it|this) (?:same )?(?:also )?(?:go|hold|apply) (?:for)|what if it'?s)\b[\s,:]*/iu;
const closers = /[\s,]+(?:too|as well|also|either|then|though|tho|instead)$/iu;

/** A question without its opening ("ok and"), closing ("too") and mark. `about`: it opened with "what about" or the like; `joined`: with "and". */
export type StrippedQuestion = { text: string; about: boolean; joined: boolean };

/** Takes off a question what only ties it to the one before. */
export const strippedQuestion = (question: string): StrippedQuestion => {
  const plain = question.trim().replace(/[\s?.!…]+$/u, "");
  const joined = /^(?:ok(?:ay)?[\s,]+)?(?:and|but|or|also|plus|so)\b/iu.test(plain) || closers.test(plain);
  const opened = plain.replace(openers, "");
  const text = (opened === "" ? plain : opened)
    .replace(aboutOpeners, "")
    .replace(closers, "")
    .replace(/[\s,]+(?:please|pls)$/iu, "")
    .trim();
  return { text: text === "" ? plain : text, about: aboutOpeners.test(opened), joined };
};

const sure =
  /^(?:(?:are )?(?:you|u) (?:really |quite |absolutely |very |100% )?(?:sure|certain|positive)(?: (?:about|of) (?:that|this|it))?|really|for real|seriously|is (?:that|this|it) (?:really |definitely |actually |still |absolutely |all )*(?:right|true|correct|so|sure|certain|the case|definite|official|up to date|current)(?: now| still)?|how (?:do|can) (?:you|i) (?:know|be sure)(?: (?:that|this))?|(?:says|said) who|who (?:says|said)(?: so| that| this| it)?|where (?:does|did) (?:it|that|this) (?:say|come from|stand)(?: (?:that|this|so|it))?|where (?:is|was) (?:that|this|it) (?:written|from|said)|where did you (?:get|find|read) (?:that|this|it)|(?:what'?s|what is) (?:your|the) source)$/iu;
const why =
  /^(?:but )?(?:why|how come|what for|for what reason|why so|why not|why (?:is|was|are|were|did|do|does) (?:that|this|it|they)(?: (?:so|happen|be|the case))?|what(?:'s| is) the reason(?: (?:for|behind) (?:that|this|it))?)(?: (?:though|tho|exactly|now|is that|not))*$/iu;
const next =
  /^(?:then|what (?:is |are |'s )?next|what (?:happens?|comes?|do i do|should i do|is done) (?:next|then|after(?:wards| that| this| it)?)|after (?:that|this)|what then|then what|afterwards|next)$/iu;
const more =
  /^(?:(?:can|could|will|would) you )?(?:please )?(?:tell me more|more(?: details?| info(?:rmation)?)?|anything else|what else|any more|go on|such as|for (?:example|instance)|e\.?g|like what|like|(?:can you )?(?:explain|clarify|expand on) (?:that|this|it)(?: .{0,40})?|give (?:me )?(?:an example|examples|more details?)|(?:an|any) examples?|in (?:simple|plain|other) (?:words|english)|which ones?|what exactly|meaning)(?: (?:please|exactly))?$/iu;
const condition =
  /^(?:(?:even |only |what )?if|unless|when i(?:'m| am)?|as long as|provided|without|in case|except|while|once i|after i|before i)\b/iu;
/** "Even for unpaid work?": adds to the question and swaps nothing. */
const addition =
  /^(?:(?:not )?even|only|just|except|including|apart from|other than|as well as)\s+(?:for|in|at|with|on|if|when|the|a|an|my|part|full|\p{L}+s)\b/iu;
const fragmentStart = /^(?:for|in|at|with|from|to|of|on|by|about|under|per|out of)\b/iu;

/** A run of words without any verb of its own or word that asks. */
const isFragment = (text: string): boolean => {
  const words = lowerWords(text);
  return words.length <= 8 && !words.some((word) => (auxiliaries.has(word) && word !== "being") || questionWords.has(word));
};

/** "What share of the staff?", "which form?": asks for a part of what was asked before and has no verb of its own. */
const asksWithoutVerb = (classes: WordClasses, text: string): boolean =>
  /^(?:[\p{L}]+\s+){0,2}(?:what|which|whose|who|whom|how (?:much|many))\b/iu.test(text) &&
  !readWords(classes, text).some((word) => word.wordClass === "verb" || auxiliaries.has(word.lower));

/** "Who attended?", "how many applied?": a verb that nothing is said of. */
const asksWhoDid = (classes: WordClasses, text: string): boolean =>
  /^(?:who|how many)(?: (?:has|have|will|would|can))? [\p{L}-]+$/iu.test(text) && nounPhrases(classes, text).length === 0;

/** Tells the shape of a question. */
export const shapeOf = (classes: WordClasses, { text, about, joined }: StrippedQuestion): Shape => {
  if (sure.test(text)) return "sure";
  if (why.test(text)) return "why";
  if (next.test(text)) return "next";
  if (more.test(text)) return "more";
  if (condition.test(text) && (about || joined || !/[,?]/u.test(text)) && !hasMainClause(text)) return "condition";
  if (timeFragment.test(text)) return "fragment";
  if (addition.test(text) && isFragment(text)) return "condition";
  const content = contentWords(text);
  const isRelational = content.every((word) => relationalWords.has(word));
  if (content.length === 1 && asksWhoDid(classes, text)) return "open";
  if (content.length <= 1 && /\b(?:who|what|anyone|anything) else\b/iu.test(text)) return "open";
  // "Why only half?", "why can't I", "what law says so": all of it hangs on what was asked.
  if (content.length <= 1 && /^why\b/iu.test(text) && lowerWords(text).length <= 4) return "open";
  if (content.length <= 2 && /\b(?:says?|said|think|thinks) so$/iu.test(text)) return "open";
  if (content.length === 0 || (content.length <= 2 && asksWithoutVerb(classes, text))) return "open";
  if (!isFragment(text)) return isRelational ? "bare" : "whole";
  if (about || joined || fragmentStart.test(text)) return content.length <= 4 ? "fragment" : "whole";
  if (isRelational && content.length <= 3) return "bare";
  return content.length === 1 ? "fragment" : "whole";
};

/** "If an employer fails to consult, can it be fined?" has a question of its own after the condition. */
const hasMainClause = (text: string): boolean => {
  const after = text.split(/,\s*/u).slice(1).join(" ");
  const words = lowerWords(after === "" ? text.replace(/^\S+\s+\S+\s+/u, "") : after);
  return words.some(
    (word, at) =>
      (auxiliaries.has(word) && /^(?:i|we|you|they|it|he|she|the|my|a|an)$/u.test(words[at + 1] ?? "")) ||
      questionWords.has(word),
  );
};
