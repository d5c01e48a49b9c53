import { findAntecedent } from "./antecedent.ts";
import type { RememberedTurn } from "./thread-memory.ts";
import { topicOf, withoutMark } from "./topic.ts";
import { auxiliaries } from "./word-lists.ts";
import { contentWords, lowerWords } from "./words.ts";

const shortened =
  /\b(if|when|unless|once|until|whether|because|before|after|where)\s+(?:they|it|he|she|we|i|you|that)\s+(?:do|does|did|is|are|was|were|will|can|has|have|don't|doesn't|didn't|isn't|aren't|won't|can't)$/iu;
const shortenedAfterNoun =
  /^((?:which|what|how many|who)\b.{0,60}?)\s+(?:do|does|did|is|are|will|can|has|have|don't|doesn't|didn't|won't|can't)$/iu;

/** "What happens if they do?", "which trusts do?": an auxiliary at the end stands for all that was asked about. */
const withVerb = (text: string, last: RememberedTurn): string => {
  const topic = topicOf(withoutMark(last.question));
  const clause = shortened.exec(text);
  if (clause) return `${text.slice(0, clause.index)}${clause[1]} ${topic}`;
  const noun = shortenedAfterNoun.exec(text);
  if (!noun || contentWords(noun[1]!).length === 0 || lowerWords(noun[1]!).some((word) => auxiliaries.has(word))) return text;
  const subject = last.asked[0]?.text ?? "";
  return `${noun[1]} ${subject !== "" && topic.startsWith(subject) ? topic.slice(subject.length).trim() : topic}`;
};

/** "How many will be left?": of what was spoken of. */
const countedNoun = (text: string, turns: readonly RememberedTurn[]): string => {
  const counted = /^how many(?=\s+(?:will|would|are|were|have|had|can|could|do|did|must|should|need)\b)/iu.exec(text);
  const found = counted ? findAntecedent(turns, "they") : null;
  return counted && found ? `${counted[0]} ${found.text}${text.slice(counted[0].length)}` : text;
};

/** Spells out what a follow-up leaves unsaid: the verb behind its last auxiliary, the noun behind "how many". Unchanged where nothing is left out. */
export const spellOut = (text: string, turns: readonly RememberedTurn[]): string =>
  withVerb(countedNoun(text, turns), turns.at(-1)!);
