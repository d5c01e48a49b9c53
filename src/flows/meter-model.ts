import type { TokenUsage } from "../domain/model-failure.ts";
import type { ReceiptModel } from "../domain/receipt.ts";
import type { ModelRequest, ModelResult } from "../ports/language-model.ts";
import type { AnsweringModel } from "./answering-model.ts";

/** What all calls for one message have cost so far. */
export type ModelTotal = Pick<ReceiptModel, "usage" | "costUsd" | "attempts">;

const plus = (a: TokenUsage, b: TokenUsage | null): TokenUsage =>
  b === null
    ? a
    : {
        inputTokens: a.inputTokens + b.inputTokens,
        outputTokens: a.outputTokens + b.outputTokens,
        estimated: a.estimated || b.estimated,
      };

/** The same model with a meter: a receipt tells the cost of the whole answer, the rewriting, the judging and the failed calls included. */
export const meterModel = (answering: AnsweringModel): { answering: AnsweringModel; total: () => ModelTotal } => {
  let total: ModelTotal = { usage: { inputTokens: 0, outputTokens: 0, estimated: false }, costUsd: 0, attempts: 0 };
  const ask = async <Value>(request: ModelRequest<Value>): Promise<ModelResult<Value>> => {
    const result = await answering.model.ask(request);
    total = {
      usage: plus(total.usage, result.usage),
      costUsd: total.costUsd + result.costUsd,
      attempts: total.attempts + result.attempts,
    };
    return result;
  };
  return { answering: { ...answering, model: { ...answering.model, ask } }, total: () => total };
};
