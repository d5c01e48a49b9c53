import type { ReadPrompt, ShownPassage } from "../model-servers/read-prompt.ts";
import { foldEvidence } from "../scorers/evidence.ts";
import type { Gold } from "./gold.ts";

/** A sentence that a competent model would quote, and the lines right above it that introduce its list, if it is a bullet. */
export type GoldSentence = { passage: ShownPassage; sentence: string; introduction: string | null; question: number };

const wordsOf = (text: string): Set<string> => new Set(text.toLowerCase().match(/[\p{L}\p{N}]{3,}/gu) ?? []);

const shared = (a: ReadonlySet<string>, b: ReadonlySet<string>): number => [...a].filter((word) => b.has(word)).length;

const introductionOf = ({ sentences }: ShownPassage, at: number): string | null => {
  if (/[.!?:]["\u201D)]?$/u.test(sentences[at]!)) return null;
  for (let above = at - 1; above >= 0; above -= 1) {
    if (/:$/u.test(sentences[above]!)) return sentences[above]!;
    if (/[.!?]$/u.test(sentences[above]!)) return null;
  }
  return null;
};

/** A whole sentence, a bullet with the line above its list, or a row of a table: neither a heading nor a line that only introduces. */
const canBeQuoted = ({ sentence, introduction }: GoldSentence): boolean =>
  /[.!?]["\u2019\u201D)]*$/u.test(sentence) || introduction !== null || sentence.includes("\t");

const allSentences = (prompt: ReadPrompt, question: number): GoldSentence[] =>
  prompt.passages.flatMap((passage) =>
    passage.sentences
      .map((sentence, at) => ({ passage, sentence, introduction: introductionOf(passage, at), question }))
      .filter(canBeQuoted),
  );

/** The shown sentence that fits best: most words of the question and its heading, then the better passage. */
const bestOf = (candidates: readonly GoldSentence[], question: string): GoldSentence | undefined => {
  const asked = wordsOf(question);
  const worth = ({ sentence, passage }: GoldSentence): number =>
    2 * shared(wordsOf(sentence), asked) + shared(wordsOf(passage.heading), asked);
  return candidates.reduce<GoldSentence | undefined>(
    (best, next) => (best === undefined || worth(next) > worth(best) ? next : best),
    undefined,
  );
};

/** Which question of a message a pattern belongs to: one each when the counts fit, else the first. */
const questionOf = (prompt: ReadPrompt, gold: Gold, pattern: number): number =>
  prompt.questions.length === gold.patterns.length ? pattern : Math.min(pattern, prompt.questions.length - 1);

/**
 * The sentences among a prompt's passages that answer, one for each pattern, or those that hold evidence (four at most). Null when
 * any pattern, or all evidence, stands in none of them: what was not shown cannot be said. `isOf` tells whether a passage is of a source.
 */
export const findGold = (
  prompt: ReadPrompt,
  gold: Gold,
  isOf: (passage: ShownPassage, source: string) => boolean,
): GoldSentence[] | null => {
  const fromSources = ({ passage }: GoldSentence): boolean =>
    gold.sources.length === 0 || gold.sources.some((source) => isOf(passage, source));
  if (gold.evidence.length > 0) {
    const evidence = gold.evidence.map(foldEvidence).filter((text) => text.length >= 15);
    const holding = allSentences(prompt, 0).filter((found) => {
      const folded = foldEvidence(found.sentence);
      return (
        fromSources(found) && evidence.some((text) => folded.includes(text) || (folded.length >= 15 && text.includes(folded)))
      );
    });
    return holding.length === 0 ? null : holding.slice(0, 4);
  }
  const chosen = gold.patterns.map((pattern, index) => {
    const question = questionOf(prompt, gold, index);
    const form = new RegExp(pattern, "iu");
    const candidates = allSentences(prompt, question).filter(
      (found) =>
        form.test(found.sentence) && fromSources(found) && !gold.not.some((not) => new RegExp(not, "iu").test(found.sentence)),
    );
    return bestOf(candidates, prompt.questions[question]!);
  });
  if (chosen.length === 0 || chosen.includes(undefined)) return null;
  // One sentence may answer two parts.
  return [...new Map((chosen as GoldSentence[]).map((found) => [`${found.question} ${found.sentence}`, found])).values()];
};
