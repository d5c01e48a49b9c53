import type { Script } from "../../tests/support/scripted-model-server.ts";
import { type ReadPrompt, readPrompt, type ShownPassage } from "../model-servers/read-prompt.ts";
import { completion, replyText, type ScriptedClaim } from "../model-servers/wire.ts";
import { findGold, type GoldSentence } from "./find-gold.ts";
import type { Gold } from "./gold.ts";
import { rewordings } from "./rewordings.ts";

/** What a competent model did with one prompt. `found` is null when the gold was not among the passages shown. */
export type FairSent = {
  gold: Gold | null;
  prompt: ReadPrompt;
  found: GoldSentence[] | null;
  claims: { style: string; claim: ScriptedClaim }[];
};

const wordsOf = (text: string): Set<string> => new Set(text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? []);

const alike = (a: ReadonlySet<string>, b: ReadonlySet<string>): number => {
  const both = [...a].filter((word) => b.has(word)).length;
  return both / Math.max(1, a.size + b.size - both);
};

/** Below this two questions are not the same, however it was redacted or made to stand alone. */
const leastAlike = 0.4;

/** Finds the gold of a question as it stands in a prompt. */
const goldFinder = (golds: readonly Gold[]): ((asked: string) => Gold | null) => {
  const known = golds.map((gold) => ({ gold, words: wordsOf(gold.question) }));
  const remembered = new Map<string, Gold | null>();
  return (asked) => {
    const held = remembered.get(asked);
    if (held !== undefined) return held;
    const words = wordsOf(asked);
    let best: { gold: Gold | null; share: number } = { gold: null, share: leastAlike };
    for (const { gold, words: own } of known) {
      const share = alike(words, own);
      if (share > best.share) best = { gold, share };
    }
    remembered.set(asked, best.gold);
    return best.gold;
  };
};

const styles = Object.keys(rewordings);

/** The sentence in the first style from `turn` on that fits it and still says what the gold asks for. */
const reword = (found: GoldSentence, turn: number, patterns: readonly string[]): { style: string; text: string } => {
  const wanted = patterns.filter((pattern) => new RegExp(pattern, "iu").test(found.sentence));
  for (let shift = 0; shift < styles.length; shift += 1) {
    const style = styles[(turn + shift) % styles.length]!;
    const text = rewordings[style]!(found);
    if (text !== null && wanted.every((pattern) => new RegExp(pattern, "iu").test(text))) return { style, text };
  }
  return { style: "verbatim", text: found.sentence };
};

const claimOf = (found: GoldSentence, text: string): ScriptedClaim => ({
  text,
  quotations: [found.introduction, found.sentence].flatMap((quote) =>
    quote === null ? [] : [{ passage: found.passage.token, quote }],
  ),
  question: found.question + 1,
});

/**
 * A model that is competent and honest: it finds the sentences that answer among the passages it is shown, says them again in turns of
 * style, quotes them whole, and abstains when they are not there. `onSent` is told what it did. `isOf` says which source a passage is of.
 */
export const fairScript = (
  golds: readonly Gold[],
  isOf: (passage: ShownPassage, source: string) => boolean,
  onSent: (sent: FairSent) => void,
): Script => {
  const goldOf = goldFinder(golds);
  let turn = 0;
  return (request) => {
    const prompt = readPrompt(request.body);
    if (prompt === null) return completion(JSON.stringify(otherReply(request.bodyText)));
    const gold = goldOf(prompt.questions.join(" "));
    const found = gold?.answerable ? findGold(prompt, gold, isOf) : null;
    const claims = (found ?? []).map((sentence) => {
      const { style, text } = reword(sentence, turn++, gold?.patterns ?? []);
      return { style, claim: claimOf(sentence, text) };
    });
    onSent({ gold, prompt, found, claims });
    const abstention = claims.length === 0 ? { reason: "not_in_passages" } : null;
    return completion(
      replyText(
        prompt,
        claims.map(({ claim }) => claim),
        { abstention },
      ),
    );
  };
};

/** Replies to the other prompts: a check of readiness, or a follow-up that this model leaves as it is. */
const otherReply = (body: string): object =>
  body.includes('"ready"') || body.includes("Are you ready") ? { ready: true } : { question: null };
