import { type NounPhrase, singular } from "./noun-phrase.ts";
import { contrasting } from "./reference.ts";
import { maxTurnsBack, type RememberedTurn } from "./thread-memory.ts";
import { isOpen, wordingOf } from "./wording.ts";

const withModifiersOf = (noun: NounPhrase, text: string): string => {
  const bare = text.replace(/^(?:the|an?|my)\s+/iu, "");
  if (noun.modifiers.length === 0) return /^my\b/iu.test(text) ? text : `the ${bare}`;
  const [first = "", ...rest] = bare.split(" ");
  return `the ${noun.modifiers.join(" ")} ${contrasting.has(first.toLowerCase()) ? rest.join(" ") : bare}`;
};

/**
 * The fullest phrase of the last turns with the same noun: "the scheme" after "a mutual resignation scheme"; "the next
 * meeting" after "the first meeting of the forum" becomes the next one of it. Null when there is none that says more.
 */
export const findNamesake = (turns: readonly RememberedTurn[], noun: NounPhrase): string | null => {
  const head = singular(noun.head);
  for (const turn of turns.slice(-maxTurnsBack).reverse()) {
    const phrases = [...turn.asked, ...turn.answered.map(({ phrase }) => phrase)];
    const same = phrases.filter((phrase) => singular(phrase.head) === head && !isOpen(phrase));
    const fullest = same.sort((a, b) => b.content.length - a.content.length)[0];
    if (fullest && fullest.content.length > noun.content.length) return withModifiersOf(noun, wordingOf(fullest));
  }
  return null;
};
