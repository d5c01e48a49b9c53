import { z } from "zod";
import { createLanguageModel, type LanguageModelSettings } from "../../src/adapters/language-model/create-language-model.ts";
import type { ModelFailure } from "../../src/domain/model-failure.ts";
import type { LanguageModel, ModelRequest } from "../../src/ports/language-model.ts";
import { memorySpendStore } from "./memory-spend-store.ts";
import { type Script, type ScriptedServer, startScriptedServer } from "./scripted-model-server.ts";

/** Words that stand in the prompt, the reply and the key, and must not stand in any log. */
export const marks = { prompt: "PROMPT-MARK-7351", reply: "REPLY-MARK-9426", key: "sk-KEY-MARK-1188" };

const Value = z.strictObject({ text: z.string(), numbers: z.array(z.number()) });
type Value = z.infer<typeof Value>;

/** A reply that fits `requestFor`. */
export const goodValue: Value = { text: `${marks.reply} Straße – £1,200 🙂`, numbers: [1, 2] };

/** A small request with a strict schema. */
export const requestFor = (rest: Partial<ModelRequest<Value>> = {}): ModelRequest<Value> => ({
  purpose: "answer",
  instructions: "Answer in the given form.",
  input: `Question with ${marks.prompt}`,
  schema: {
    name: "value",
    json: z.toJSONSchema(Value),
    parse: (value) => Value.safeParse(value).data ?? null,
  },
  maxOutputTokens: 300,
  budgetMs: 5000,
  ...rest,
});

/** A model on a scripted server, with what it logged and spent. Prices make one token one micro-dollar. */
export type ModelOnScript = {
  model: LanguageModel;
  server: ScriptedServer;
  logged: { code: ModelFailure; cause: Error }[];
  spend: ReturnType<typeof memorySpendStore>;
  close(): Promise<void>;
};

/** Starts a scripted server and a model that asks it. Waits between attempts are left out unless `random` says otherwise. */
export const modelOnScript = async (script: Script, rest: Partial<LanguageModelSettings> = {}): Promise<ModelOnScript> => {
  const server = await startScriptedServer(script);
  const spend = memorySpendStore();
  const logged: ModelOnScript["logged"] = [];
  const model = createLanguageModel({
    apiKey: marks.key,
    baseUrl: server.url,
    model: "scripted-model",
    prices: { inputUsdPerMillion: 1, outputUsdPerMillion: 1 },
    dailyCapUsd: 10,
    spend,
    now: () => new Date("2025-06-20T12:00:00Z"),
    logFault: (code, cause) => logged.push({ code, cause }),
    random: () => 0,
    ...rest,
  });
  const close = async () => {
    await model.close();
    await server.close();
  };
  return { model, server, logged, spend, close };
};

/** Asks once, so that loading the SDK and the first fetch of a process do not count against the small budgets of a test. */
export const warmUp = async (): Promise<void> => {
  const on = await modelOnScript(() => ({ kind: "reply", content: goodValue }));
  await on.model.ask(requestFor());
  await on.close();
};
