import { hideLinks } from "../answering/prompt-material.ts";
import { fillPrompt } from "../domain/fill-prompt.ts";
import { JudgeReply } from "../domain/model-reply.ts";
import { outputSchema } from "../domain/output-schema.ts";
import type { VerifiedClaim } from "../domain/verified-answer.ts";
import type { AnsweringModel } from "./answering-model.ts";
import { keepClaims, type ProvedReply } from "./prove-reply.ts";
import type { ServedKnowledge } from "./served-knowledge.ts";

const schema = outputSchema("judge", JudgeReply);

const evidenceOf = (claim: VerifiedClaim, number: number): string =>
  hideLinks(`Claim ${number}: ${claim.text}\nEvidence ${number}: ${claim.quotations.map(({ text }) => text).join(" ")}`, []);

/**
 * Lets a model judge claims that code has proved, all in one call. It can only take claims away: what is not called supported is cut, and
 * when the judge fails or gives another number of verdicts nothing that a model wrote is left, because whoever turned the judge on
 * wants no unjudged claim.
 */
export const judgeProved = async (
  { knowledge, answering }: { knowledge: Pick<ServedKnowledge, "prove">; answering: AnsweringModel },
  proved: readonly (ProvedReply | null)[],
  budgetMs: number,
): Promise<(ProvedReply | null)[]> => {
  const claims = proved.flatMap((part) => part?.answer?.claims ?? []);
  if (claims.length === 0) return [...proved];
  const prompt = answering.prompts.judge;
  const result = await answering.model.ask({
    purpose: "judge",
    instructions: prompt.instructions,
    input: fillPrompt(prompt, { claims: claims.map((claim, index) => evidenceOf(claim, index + 1)).join("\n\n") }),
    schema,
    maxOutputTokens: answering.maxOutputTokens,
    budgetMs,
  });
  const verdicts = result.kind === "replied" && result.value.verdicts.length === claims.length ? result.value.verdicts : null;
  const stands = new Set(claims.filter((_, index) => verdicts?.[index] === "supported"));
  return proved.map((part) => (part === null ? null : keepClaims(knowledge, part, (claim) => stands.has(claim))));
};
