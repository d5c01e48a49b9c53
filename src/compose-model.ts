import { fileURLToPath } from "node:url";
import { createLanguageModel } from "./adapters/language-model/create-language-model.ts";
import { readPrompts } from "./adapters/prompt-files.ts";
import type { ModelSettings } from "./config.ts";
import type { AnsweringModel } from "./flows/answering-model.ts";
import type { Redactor } from "./ports/redactor.ts";
import type { SpendStore } from "./ports/spend-store.ts";

const promptsFolder = fileURLToPath(new URL("../prompts", import.meta.url));

/**
 * Wires the language model that words answers; null when none is configured. Throws when a prompt file is out of form: its header
 * decides what is sent, so nothing is sent on a guess.
 */
export const openAnsweringModel = (
  settings: ModelSettings | null,
  deps: { spend: SpendStore; redact: Redactor; logFault: (code: string, cause: unknown) => void },
): AnsweringModel | null => {
  if (settings === null) return null;
  const { spend, redact, logFault } = deps;
  const { apiKey, baseUrl, model, prices, dailyCapUsd, budgetMs, maxOutputTokens, judges } = settings;
  // Money is spent on the day it is spent, whatever day a question is asked for.
  const now = (): Date => new Date();
  return {
    model: createLanguageModel({ apiKey, baseUrl, model, prices, dailyCapUsd, spend, now, logFault }),
    prompts: readPrompts(promptsFolder),
    redact,
    budgetMs,
    maxOutputTokens,
    judges,
  };
};
