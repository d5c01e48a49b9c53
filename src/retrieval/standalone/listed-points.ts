import type { WordClasses } from "../../ports/word-classes.ts";
import { enumeration } from "./enumeration.ts";
import { nounPhrases } from "./noun-phrases.ts";
import { maxTurnsBack, type RememberedTurn } from "./thread-memory.ts";
import { auxiliaries } from "./word-lists.ts";
import { wordingOf } from "./wording.ts";
import { lowerWords } from "./words.ts";

/** "Three faults: late invoices, missing receipts and double payments", "by slotting in or by competition". */
const toldList = (sentence: string): string[] => {
  const afterColon = sentence.includes(":") ? sentence.slice(sentence.indexOf(":") + 1) : null;
  if (afterColon === null && lowerWords(sentence).some((word) => auxiliaries.has(word))) return [];
  const list = (afterColon ?? sentence)
    .replace(/[.!]+$/u, "")
    .trim()
    .replace(/^(?:by|with|either|both|through)\s+/iu, "");
  const points = list.split(/\s*,\s*(?:(?:and|or)\s+)?|\s+(?:and|or)\s+/u).filter((point) => point !== "");
  const isList = points.length > 1 && points.every((point) => lowerWords(point).length <= 5);
  return isList && (afterColon !== null || /^(?:by|with|either|both|through)\b/iu.test(sentence)) ? points : [];
};

/** The points of the last list that an answer or a question gave, newest turn first; empty when none did. */
export const listedPoints = (classes: WordClasses, turns: readonly RememberedTurn[]): string[] => {
  for (const turn of turns.slice(-maxTurnsBack).reverse()) {
    if (turn.prose.items.length > 1) return turn.prose.items;
    for (const sentenceText of turn.prose.sentences) {
      const told = toldList(sentenceText);
      if (told.length > 1) return told;
      const phrases = turn.answered.filter((each) => each.sentenceText === sentenceText).map(({ phrase }) => phrase);
      const run = enumeration(sentenceText, phrases).map((phrase) => wordingOf(phrase));
      if (run.length > 1) return run;
    }
    const asked = enumeration(turn.question, nounPhrases(classes, turn.question, false));
    if (asked.length > 1) return asked.map((phrase) => wordingOf(phrase));
  }
  return [];
};
