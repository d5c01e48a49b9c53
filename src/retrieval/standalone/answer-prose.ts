import { cleanText } from "../../domain/clean-text.ts";

/** What an earlier answer said, without what our replies carry around it. */
export type AnswerProse = { sentences: string[]; items: string[] };

const maxAnswerCharacters = 4000;
const maxSentences = 12;

const marks = /\s?\[\d{1,3}\]/gu;
const aroundTheAnswer =
  /^(?:from|sources?|references?|links?|see also|please note|note|want to talk to a person\?|case|disclaimer|tip|footnotes?)\b\s*[:,]?/iu;
const ownWords =
  /\bI\b|\bI['’](?:m|ve|ll|d)\b|\byour (?:case|message|question) (?:is|was|has)\b|^(?:sorry|hello|hi|thank you|thanks|you are welcome|come back|nothing is lost)\b/iu;
const bullet = /^\s*(?:[•*–—-]|\(?\d{1,2}[.)]|\(?[a-h][.)])\s+/u;

/** Takes out what could be followed or formatted: tags, links, addresses, marks. Linear in the length of the text. */
const withoutLinks = (text: string): string =>
  text
    .replace(/!?\[[^[\]\n]{0,200}\]\([^()\s]{0,500}\)/gu, " ")
    .replace(/<[^<>\n]{0,300}>/gu, " ")
    .replace(/\b(?:https?:\/\/|www\.)\S+/giu, " ")
    .replace(/[^\s@<>]{1,64}@[^\s@<>]{1,255}/gu, " ")
    .replace(/[`*_#~|]{1,3}/gu, " ")
    // "The National Health Service (NHS) employers" is one thing with a short form in its midst.
    .replace(/ \(\p{Lu}\p{L}{1,9}\)/gu, "");

const sentencesOf = (text: string): string[] =>
  text
    .split(/(?<=[.!?])\s+(?=["'‘“(]?[\p{Lu}\p{N}•])|\n+/u)
    .map((sentence) => sentence.replace(/\s+/gu, " ").trim())
    .filter((sentence) => /[\p{L}\p{N}]/u.test(sentence));

/**
 * Reads an earlier answer as material for finding what a follow-up means: the claims alone, without marks, source
 * lines, notices, links and the bot's words about itself. The text may be anybody's: what is in it is never followed
 * and reaches no reply. `items` are the points of a list in it. At most 4,000 characters are read.
 */
export const answerProse = (answer: string): AnswerProse => {
  const text = withoutLinks(cleanText(answer.slice(0, maxAnswerCharacters)).text);
  const paragraphs = text.split(/\n\s*\n/u);
  // Each paragraph of claims carries a mark; a reply without any is approved wording or somebody else's text.
  const marked = paragraphs.filter((paragraph) => /\[\d{1,3}\]/u.test(paragraph) && !aroundTheAnswer.test(paragraph.trim()));
  const lines = (marked.length > 0 ? marked : paragraphs)
    .flatMap((paragraph) => paragraph.split("\n"))
    .map((line) => line.replace(marks, "").trim())
    .filter((line) => line !== "" && !aroundTheAnswer.test(line.replace(bullet, "")));
  const items = lines.filter((line) => bullet.test(line)).map((line) => line.replace(bullet, "").trim());
  const sentences = lines
    .flatMap((line) => sentencesOf(line.replace(bullet, "")))
    .filter((sentence) => !ownWords.test(sentence) && !sentence.endsWith("?"));
  return { sentences: sentences.slice(0, maxSentences), items: items.slice(0, 12) };
};
