import { z } from "zod";
import type { ModelFailure } from "../domain/model-failure.ts";
import { outputSchema } from "../domain/output-schema.ts";
import type { LanguageModel } from "../ports/language-model.ts";

const schema = outputSchema("check", z.strictObject({ ready: z.boolean() }));

/** A hosted model answers a greeting within this; a local one may first have to load. */
const checkBudgetMs = 15_000;

/** Room for a model that thinks before it writes. */
const maxCheckTokens = 500;

/** What the volunteer can do about each failure. */
const whatToDo: Record<ModelFailure, string> = {
  timeout: "it gave no answer in time: check OPENAI_BASE_URL, or whether the server is loading the model",
  unreachable: "the server cannot be reached: check OPENAI_BASE_URL and the network",
  rate_limited: "the server says that there are too many requests, or that the account has no credit left",
  server_error: "the server reports a fault of its own: try again later",
  unauthorised: "the server refuses the key: check OPENAI_API_KEY",
  bad_request:
    "the server refuses the request: check OPENAI_MODEL; the server must take chat completions with store set to false",
  refusal: "the model refuses a harmless request: choose another OPENAI_MODEL",
  empty: "the model gives empty replies: raise OPENAI_MAX_OUTPUT_TOKENS or choose another OPENAI_MODEL",
  cut_off: "the reply was cut off: choose another OPENAI_MODEL, or check the server",
  too_long: "the model does not stop writing: choose another OPENAI_MODEL",
  bad_json: "the model does not write JSON: choose an OPENAI_MODEL that can give structured output",
  wrong_schema: "the model does not keep to the form asked for: choose an OPENAI_MODEL that can give structured output",
  circuit_open: "it failed several times and is left alone for a moment: try again in a minute",
  spend_cap: "today's money is spent: it is used again tomorrow, or raise OPENAI_DAILY_CAP_USD",
};

/** Asks the model for one word in the form that answers have. Null when it can, else what is wrong and what to do. */
export const checkModel = async (model: LanguageModel): Promise<string | null> => {
  const result = await model.ask({
    purpose: "check",
    instructions: 'Reply with the JSON object {"ready": true} and nothing else.',
    input: "Are you ready?",
    schema,
    maxOutputTokens: maxCheckTokens,
    budgetMs: checkBudgetMs,
  });
  return result.kind === "replied" ? null : `${whatToDo[result.code]} [${result.code}]`;
};
