import { claimsSoFar } from "../answering/claims-so-far.ts";
import { type PromptMaterial, restoreLinks } from "../answering/prompt-material.ts";
import { SeveralReply, SingleReply } from "../domain/model-reply.ts";
import type { OnAnswerProgress } from "./answer-progress.ts";
import type { FoundPart } from "./find-passages.ts";
import { proveReply } from "./prove-reply.ts";
import type { ServedKnowledge } from "./served-knowledge.ts";

/**
 * Follows a reply while it is written and tells each claim that is proved, in order, until the first that is not: what comes after a cut
 * claim may lean on it. Never tells a word that has not been proved.
 */
export const followClaims = (
  knowledge: ServedKnowledge,
  found: readonly FoundPart[],
  nowOn: string,
  onProgress: OnAnswerProgress,
): ((textSoFar: string, material: PromptMaterial) => void) => {
  const several = found.length > 1;
  const shape = (several ? SeveralReply : SingleReply).shape.claims.element;
  const shown = new Set<string>();
  let told = 0;
  let cut = false;
  return (textSoFar, material) => {
    if (cut) return;
    const complete = claimsSoFar(textSoFar);
    if (complete.length < told) {
      // A retry starts the reply anew; what it repeats was told, and what differs comes with the whole answer.
      cut = true;
      return;
    }
    for (const raw of complete.slice(told)) {
      told += 1;
      const parsed = shape.safeParse(raw);
      const claim = parsed.success ? parsed.data : null;
      const part = found[claim !== null && "question" in claim ? Number(claim.question) - 1 : 0];
      if (claim === null || part === undefined) {
        cut = true;
        return;
      }
      const { answer } = proveReply(knowledge, [restoreLinks(claim, material.links)], material, part.scope, nowOn);
      if (answer === null) {
        cut = true;
        return;
      }
      for (const proved of answer.claims) {
        if (shown.has(proved.text)) continue;
        shown.add(proved.text);
        const sources = proved.quotations.map(({ passageId }) => answer.passages.get(passageId)!.document.title);
        onProgress({ kind: "claim", question: part.question, claim: proved, sources: [...new Set(sources)] });
      }
    }
  };
};
