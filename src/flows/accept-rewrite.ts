import { cleanText } from "../domain/clean-text.ts";
import { figuresInText } from "../domain/figures-in-text.ts";
import { singular } from "../retrieval/standalone/noun-phrase.ts";
import { isContentWord } from "../retrieval/standalone/word-lists.ts";
import { contentWords, lowerWords } from "../retrieval/standalone/words.ts";
import type { RewriteMaterial } from "./rewrite-material.ts";

/** Why a rewritten question is not used; closed. */
export type RewriteFault = "too_long" | "not_plain" | "unchanged" | "new_figure" | "lost_figure" | "new_name" | "off_thread";

/** A checked question on one line, or why it is none. */
export type CheckedRewrite = { kind: "accepted"; text: string } | { kind: "refused"; fault: RewriteFault };

const maxCharacters = 300;
/** New words of substance that a rewording may bring ("salary" for "pay"), and the most they may be of all. */
const maxNewWords = 2;
const maxNewShare = 0.4;
const sharedLetters = 5;

const notPlain = /https?:|www\.|[<>{}|`\\^~]|\]\(|@|#\S|\*\*|\n/iu;

/** What redaction put in the place of an identifier, as plain words that search for nothing. */
const withoutLabels = (text: string): string =>
  text
    .replace(/\[name(?: \d+)?\]/giu, "someone")
    .replace(/\[([a-z][a-z ]{2,40}?)(?: \d+)?\]/giu, (_, label: string) => `the ${label.toLowerCase()}`);

const isShared = (word: string, known: readonly string[]): boolean =>
  known.some(
    (each) =>
      singular(each) === singular(word) ||
      (word.length >= sharedLetters && each.slice(0, sharedLetters) === word.slice(0, sharedLetters)),
  );

const figureValues = (text: string): number[] => figuresInText(text).map(({ value }) => value);

/** Capitals inside the question: what it names. Its first word has one for its place. */
const namesIn = (text: string): string[] =>
  [...text.matchAll(/(?<=[\p{L}\p{N},;:'"’”)-]\s+['"‘“(]?)\p{Lu}[\p{L}\p{N}'’-]*|\b\p{Lu}{2,}s?\b/gu)]
    .map((match) => match[0])
    .filter((word) => isContentWord(word.toLowerCase()));

const faultOf = (text: string, { earlier, question }: RewriteMaterial): RewriteFault | null => {
  if (text.length > maxCharacters) return "too_long";
  if (notPlain.test(text) || (text.match(/\?/gu) ?? []).length > 1 || /[[\]]/u.test(text)) return "not_plain";
  const material = `${earlier}\n${question}`;
  const knownFigures = new Set(figureValues(material));
  const figures = figureValues(text);
  if (figures.some((value) => !knownFigures.has(value))) return "new_figure";
  if (figureValues(question).some((value) => !figures.includes(value))) return "lost_figure";
  const known = [...new Set(lowerWords(material))];
  if (namesIn(text).some((name) => !isShared(name.toLowerCase().replace(/['’]s$/u, ""), known))) return "new_name";
  const content = contentWords(text);
  const fresh = content.filter((word) => !isShared(word, known));
  if (content.length === 0 || fresh.length > maxNewWords || fresh.length / content.length > maxNewShare) return "off_thread";
  const kept = contentWords(question);
  if (kept.length > 0 && !kept.some((word) => isShared(word, content))) return "off_thread";
  return lowerWords(text).join(" ") === lowerWords(question).join(" ") ? "unchanged" : null;
};

/**
 * Checks a question that a model wrote in the place of a follow-up. It may say nothing that stands in neither the follow-up
 * nor the turns that were sent: no new figure, no new name, hardly a new word, no link and no formatting; at most 300
 * characters. What redaction left out stays out: its labels become plain words.
 */
export const acceptRewrite = (reply: string, material: RewriteMaterial): CheckedRewrite => {
  const text = withoutLabels(cleanText(reply).text.replace(/\s+/gu, " ").trim());
  const fault = faultOf(text, { earlier: withoutLabels(material.earlier), question: withoutLabels(material.question) });
  return fault === null ? { kind: "accepted", text } : { kind: "refused", fault };
};
