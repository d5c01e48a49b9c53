import { dayInWords } from "../domain/calendar.ts";
import { asOfDay, type DocumentRecord } from "../domain/document.ts";
import { type Passage, sentenceText } from "../domain/passage.ts";
import type { RankedPassage } from "../domain/retrieval.ts";
import { mayAnswer, type TimeScope } from "./time-scope.ts";

/** A passage and the document it stands in. */
export type Sourced = { passage: Passage; document: DocumentRecord };

/** What a model is shown: the text of the passages, what each token stands for, and the links that were hidden from it. */
export type PromptMaterial = { text: string; byToken: ReadonlyMap<string, Sourced>; links: readonly string[] };

/** The most passages that go into one prompt, for one question and for several. */
export const maxPromptPassages = { one: 8, several: 12 };

const link = /\b(?:https?:\/\/|www\.)[^\s<>"')\]]*[^\s<>"')\].,;:!?]|\b[\w.+-]+@[\w-]+(?:\.[\w-]+)+\b/giu;
const hiddenLink = /\[\s*link\s+(\d+)\s*\]/giu;

/** Puts `[link 1]` in the place of each address or link of a text, and adds what stood there to `links`: a vendor is shown none. */
export const hideLinks = (text: string, links: string[]): string => text.replace(link, (found) => `[link ${links.push(found)}]`);

/** Takes the passages in turns, so that each question of a message gets its best ones, each passage once. */
const inTurns = (perQuestion: readonly (readonly RankedPassage[])[], most: number): RankedPassage[] => {
  const chosen = new Map<string, RankedPassage>();
  const deepest = Math.max(0, ...perQuestion.map((ranked) => ranked.length));
  for (let place = 0; place < deepest; place += 1) {
    for (const ranked of perQuestion) {
      const next = ranked[place];
      if (next && chosen.size < most) chosen.set(next.passage.id, next);
    }
  }
  return [...chosen.values()];
};

const speaksFor = (document: DocumentRecord): string => {
  const asOf = asOfDay(document);
  if (asOf === null) return "no date";
  return document.basis === "inferred" ? `written no later than ${dayInWords(asOf)}` : dayInWords(asOf);
};

/**
 * Makes the passages of a prompt from what was retrieved for each question of a message, best first. Only passages with a
 * sentence that may speak for the time asked about are shown. Addresses and links become `[link 1]`: a vendor is shown none, and a quotation that
 * holds one is put right by `restoreLinks`.
 */
export const promptMaterial = (
  questions: readonly { ranked: readonly RankedPassage[]; scope: TimeScope }[],
  nowOn: string,
): PromptMaterial => {
  const eligible = questions.map(({ ranked, scope }) =>
    ranked.filter(({ passage, document }) =>
      passage.sentences.some((span) => mayAnswer(scope, document, sentenceText(passage, span), nowOn)),
    ),
  );
  const chosen = inTurns(eligible, questions.length === 1 ? maxPromptPassages.one : maxPromptPassages.several);
  const links: string[] = [];
  const hide = (text: string): string => hideLinks(text, links);
  const byToken = new Map<string, Sourced>();
  const blocks = chosen.map(({ passage, document }, index) => {
    const token = `P${index + 1}`;
    byToken.set(token, { passage, document });
    return `${token} (${speaksFor(document)}; ${hide(passage.heading.join(" > "))})\n${hide(passage.text)}`;
  });
  return { text: blocks.join("\n\n"), byToken, links };
};

/** A claim as a model wrote it; nothing of it is proved. */
export type ModelClaim = { text: string; quotations: { passage: string; quote: string }[] };

/** Puts back the links that were hidden from the model. A number that was never given out stays as it is. */
export const restoreLinks = ({ text, quotations }: ModelClaim, links: readonly string[]): ModelClaim => {
  const restore = (words: string) => words.replace(hiddenLink, (whole, number: string) => links[Number(number) - 1] ?? whole);
  return { text: restore(text), quotations: quotations.map(({ passage, quote }) => ({ passage, quote: restore(quote) })) };
};
