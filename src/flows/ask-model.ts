import { type ModelClaim, type PromptMaterial, promptMaterial, restoreLinks } from "../answering/prompt-material.ts";
import { fillPrompt } from "../domain/fill-prompt.ts";
import type { ModelFailure } from "../domain/model-failure.ts";
import { type ModelReply, SeveralReply, SingleReply } from "../domain/model-reply.ts";
import { outputSchema } from "../domain/output-schema.ts";
import type { ReceiptModel } from "../domain/receipt.ts";
import type { AnsweringModel } from "./answering-model.ts";
import type { FoundPart } from "./find-passages.ts";

/** What the model said to one question of a message; `between` are headings of passages the question could mean. */
export type ModelPart =
  | { kind: "claims"; claims: ModelClaim[] }
  | { kind: "abstained"; reason: NonNullable<ModelReply["abstention"]>["reason"] }
  | { kind: "clarify"; between: string[] };

/** A model's answer to a message, one part a question; or why there is none. */
export type ModelAnswer =
  | { kind: "replied"; parts: ModelPart[]; material: PromptMaterial; by: ReceiptModel }
  | { kind: "failed"; code: ModelFailure };

const schemas = { one: outputSchema("answer", SingleReply), several: outputSchema("answer", SeveralReply) };

const partOf = (reply: ModelReply, number: number, count: number, material: PromptMaterial): ModelPart => {
  const own = reply.claims.filter((claim) => count === 1 || claim.question === number);
  if (own.length > 0) {
    return { kind: "claims", claims: own.map((claim) => restoreLinks(claim, material.links)) };
  }
  if (reply.clarification !== null && count === 1) {
    const headings = reply.clarification.between.flatMap((token) => material.byToken.get(token)?.passage.heading.at(-1) ?? []);
    return { kind: "clarify", between: [...new Set(headings)] };
  }
  return { kind: "abstained", reason: reply.abstention?.reason ?? "not_in_passages" };
};

/**
 * Asks the model once for all questions of a message. What leaves is the fixed instructions, today's date, each stand-alone question
 * redacted, and the passages. `onText` follows the reply while it is written: the whole text so far, unproved.
 */
export const askModel = async (
  answering: AnsweringModel,
  found: readonly FoundPart[],
  nowOn: string,
  budgetMs: number,
  onText?: (textSoFar: string, material: PromptMaterial) => void,
): Promise<ModelAnswer> => {
  const material = promptMaterial(found, nowOn);
  const several = found.length > 1;
  const questions = found.map(({ outgoing }, index) => `Question${several ? ` ${index + 1}` : ""}: ${outgoing ?? ""}`).join("\n");
  const prompt = answering.prompts.answer;
  const result = await answering.model.ask<ModelReply>({
    purpose: "answer",
    instructions: prompt.instructions,
    input: fillPrompt(prompt, { today: nowOn, questions, passages: material.text }),
    schema: several ? schemas.several : schemas.one,
    maxOutputTokens: answering.maxOutputTokens,
    budgetMs,
    ...(onText ? { onText: (textSoFar) => onText(textSoFar, material) } : {}),
  });
  if (result.kind === "failed") return { kind: "failed", code: result.code };
  const { model, usage, costUsd, attempts } = result;
  const by = { promptId: prompt.id, promptVersion: prompt.version, promptDigest: prompt.digest, model, usage, costUsd, attempts };
  return {
    kind: "replied",
    material,
    by,
    parts: found.map((_, index) => partOf(result.value, index + 1, found.length, material)),
  };
};
