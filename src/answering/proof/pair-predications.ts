import type { ClaimCase, QuotedStatement } from "./claim-case.ts";
import type { Predication } from "./predications.ts";
import type { ReadWord } from "./reading.ts";
import { contentOf, standsFor } from "./same-word.ts";

/** A thing that the claim says beside the quoted one that it comes nearest to. `byHead`: the same verb says it. */
export type Pair = { claimed: Predication; quoted: Predication; statement: QuotedStatement; byHead: boolean; shared: number };

/** Content, and what something is said to be, however common the word: "possible", "required". */
const telling = (words: readonly ReadWord[]): ReadWord[] => words.filter((word) => !word.light || word.wordClass === "adjective");

const wordsOf = (said: Predication): ReadWord[] => telling([...said.subject, ...said.group, ...said.object]);

const emptyVerbs = new Set(["be", "have", "do", "get", "make", "take", "give", "keep", "put", "go", "come", "need"]);

/** The words in which a predication says its thing: its verb, or what it says that somebody is or has. */
const sayingWords = (said: Predication): ReadWord[] => {
  if (said.head && !emptyVerbs.has(said.head.stem)) return [said.head];
  const object = telling(said.object).slice(0, 3);
  return [
    ...(said.head ? [said.head] : []),
    ...(object.length === 0 && said.passive ? contentOf(said.subject).slice(-2) : object),
  ];
};

/** Of two that fit alike, the one that is said alike is meant: the same auxiliaries, denied alike. Less than one shared word. */
const likeness = (claimed: Predication, said: Predication): number => {
  const same = claimed.group.filter((word) => said.group.some((other) => other.word === word.word)).length;
  const before = claimed.subject.filter((word) => said.subject.some((other) => other.word === word.word)).length;
  const all = claimed.group.length + claimed.subject.length;
  return (0.4 * (same + before)) / all + (claimed.denied === said.denied ? 0.2 : 0) + (claimed.tense === said.tense ? 0.2 : 0);
};

/**
 * Pairs each thing that the claim says with the quoted one that shares most of its words, the verb counting most. A claim's predication
 * that shares nothing with any is left out.
 */
export const pairPredications = ({ deps, claim, quoted }: ClaimCase): Pair[] =>
  claim.says.flatMap((claimed) => {
    const words = wordsOf(claimed);
    const verbs = sayingWords(claimed);
    let best: (Pair & { score: number }) | null = null;
    for (const statement of quoted) {
      for (const said of statement.says) {
        const others = wordsOf(said);
        const shared = words.filter((word) => others.some((other) => standsFor(deps, word, other))).length;
        const saying = sayingWords(said);
        const onlyIs = claimed.head === null && said.head === null && verbs.length === 0 && saying.length === 0;
        const byHead = onlyIs ? shared > 0 : verbs.some((verb) => saying.some((other) => standsFor(deps, verb, other)));
        const score = shared + (byHead ? 2.5 : 0) + likeness(claimed, said);
        if ((shared > 0 || byHead) && (best === null || score > best.score))
          best = { claimed, quoted: said, statement, byHead, shared: shared / Math.max(1, words.length), score };
      }
    }
    return best === null ? [] : [best];
  });
