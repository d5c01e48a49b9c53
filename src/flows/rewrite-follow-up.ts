import { fillPrompt } from "../domain/fill-prompt.ts";
import { RewriteReply } from "../domain/model-reply.ts";
import { outputSchema } from "../domain/output-schema.ts";
import type { Turn } from "../domain/question.ts";
import type { ReceiptModel } from "../domain/receipt.ts";
import { acceptRewrite, type RewriteFault } from "./accept-rewrite.ts";
import type { AnsweringModel } from "./answering-model.ts";
import { rewriteMaterial } from "./rewrite-material.ts";

/** Why a follow-up was left as local code read it; closed. `not_said`: the model found that the turns do not say what is meant. */
export type NotRewritten = "no_history" | "no_time" | "model_failed" | "not_said" | RewriteFault;

/** What became of a follow-up. `text` holds no identifier that redaction knows. `by` is what the call cost, null when none was made or it failed. */
export type RewrittenFollowUp =
  | { kind: "rewritten"; text: string; by: ReceiptModel }
  | { kind: "not_rewritten"; reason: NotRewritten; by: ReceiptModel | null };

const schema = outputSchema("rewrite", RewriteReply);

/** Reading the question may take this share of what is left for the answer, and never longer: the answer matters more. */
const shareOfBudget = 0.35;
const maxBudgetMs = 5000;
const leastBudgetMs = 300;

/**
 * Asks the model what a follow-up means that local code could not resolve, in one call. What leaves is the fixed instructions, the newest
 * three turns and the follow-up, redacted and cut. What comes back is checked and serves to find passages and to ask for the answer;
 * no member sees it. Never rejects: whatever goes wrong is a reason.
 */
export const rewriteFollowUp = async (
  { model, prompts, redact, maxOutputTokens }: Pick<AnsweringModel, "model" | "prompts" | "redact" | "maxOutputTokens">,
  { question, history, budgetMs }: { question: string; history: readonly Turn[]; budgetMs: number },
): Promise<RewrittenFollowUp> => {
  const notRewritten = (reason: NotRewritten, by: ReceiptModel | null = null): RewrittenFollowUp => ({
    kind: "not_rewritten",
    reason,
    by,
  });
  const ownBudgetMs = Math.min(budgetMs * shareOfBudget, maxBudgetMs);
  if (ownBudgetMs < leastBudgetMs) return notRewritten("no_time");
  const material = rewriteMaterial(redact, question, history);
  if (material === null) return notRewritten("no_history");
  const prompt = prompts.rewrite;
  const result = await model.ask({
    purpose: "rewrite",
    instructions: prompt.instructions,
    input: fillPrompt(prompt, material),
    schema,
    maxOutputTokens,
    budgetMs: ownBudgetMs,
  });
  if (result.kind === "failed") return notRewritten("model_failed");
  const by: ReceiptModel = {
    model: result.model,
    promptId: prompt.id,
    promptVersion: prompt.version,
    promptDigest: prompt.digest,
    usage: result.usage,
    costUsd: result.costUsd,
    attempts: result.attempts,
  };
  if (result.value.question === null) return notRewritten("not_said", by);
  const checked = acceptRewrite(result.value.question, material);
  return checked.kind === "accepted" ? { kind: "rewritten", text: checked.text, by } : notRewritten(checked.fault, by);
};
