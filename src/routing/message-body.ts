/** Greeting lines, signatures and courtesy that say nothing about what is asked. */
const opening =
  /^\s*(?:(?:hi|hiya|hello|hey|dear|good\s+(?:morning|afternoon|evening|day)|morning|afternoon|evening|to whom it may concern)\b[^\n.?!,]{0,40}(?:[,!.\n-]|$)\s*)+/iu;
const closing =
  /\n\s*(?:(?:kind|best|warm|many|with)\s+(?:kind\s+)?(?:regards|wishes|thanks)|regards|cheers|yours\s+(?:sincerely|faithfully|truly)|sincerely|many thanks|thanks|thank you|thx|ta|all the best|best|in solidarity|sent from my)\b[^\n]{0,80}(?:\n[\s\S]{0,400})?$/iu;
const inlineClosing =
  /(?<=[.?!,]\s*)(?:(?:kind|best|warm|many)\s+(?:regards|wishes|thanks)|yours\s+(?:sincerely|faithfully)|thanks(?: in advance| a lot| so much)?|thank you(?: in advance| so much| very much)?|cheers|ta|thx)[\s,.!]*(?:[\p{L}' -]{0,40})[.!]?\s*$/iu;

/**
 * The part of a message that asks something: without a greeting line in front and a courtesy or signature behind.
 * A courtesy stays when nothing would be left without it, so that "hi there" and "thank you" remain themselves.
 */
export const messageBody = (text: string): string =>
  [closing, opening, inlineClosing].reduce((kept, courtesy) => {
    const rest = kept.replace(courtesy, "").trim();
    return /[\p{L}\p{N}]{2}/u.test(rest) ? rest : kept;
  }, text.trim());

/** The sentences of a message, for cues that must not reach across them. Empty ones are left out. */
export const messageSentences = (text: string): string[] =>
  text
    .split(/(?<=[.?!])\s+|\n+/u)
    .map((sentence) => sentence.trim())
    .filter((sentence) => sentence !== "");
