import type { Prompt, PromptId } from "../domain/prompt.ts";
import type { LanguageModel } from "../ports/language-model.ts";
import type { Redactor } from "../ports/redactor.ts";

/** A language model that may word answers, with what it is told and what is kept from it. */
export type AnsweringModel = {
  model: LanguageModel;
  prompts: Record<PromptId, Prompt>;
  redact: Redactor;
  /** Milliseconds that all calls for one message may take together. */
  budgetMs: number;
  maxOutputTokens: number;
  /** Whether a second call judges the claims that code has proved. */
  judges: boolean;
};
