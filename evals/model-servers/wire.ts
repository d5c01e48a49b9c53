import type { ScriptedBehaviour } from "../../tests/support/scripted-model-server.ts";
import type { ReadPrompt } from "./read-prompt.ts";

/** What a scripted server sends back, byte for byte. */
export type Wire = Extract<ScriptedBehaviour, { kind: "raw" }> & { body: string };

/** A chat completion around `content`, with keys of the body, the choice and the message put over the usual ones. */
export const completion = (content: unknown, over: { body?: object; choice?: object; message?: object } = {}): Wire => {
  const message = { role: "assistant", content, refusal: null, ...over.message };
  const choice = { index: 0, message, finish_reason: "stop", logprobs: null, ...over.choice };
  const usage = { prompt_tokens: 1200, completion_tokens: 120, total_tokens: 1320 };
  const body = { id: "chatcmpl-1", object: "chat.completion", created: 1, model: "scripted-1", choices: [choice], usage };
  return raw(JSON.stringify({ ...body, ...over.body }));
};

/** Any body as it stands. */
export const raw = (body: string, over: Omit<Partial<Wire>, "kind" | "body"> = {}): Wire => ({ kind: "raw", body, ...over });

/** The words of a claim and its quotations, as passage token and words. */
export type ScriptedClaim = { text: string; quotations: { passage: string; quote: string }[]; question?: number };

/** One claim with its quotations. */
export const claim = (text: string, ...quotations: [token: string, quote: string][]): ScriptedClaim => ({
  text,
  quotations: quotations.map(([passage, quote]) => ({ passage, quote })),
});

/** A reply in the form asked for: claims of a message with several questions answer the first unless they say otherwise. */
export const replyText = (
  prompt: Pick<ReadPrompt, "several">,
  claims: readonly ScriptedClaim[],
  over: { abstention?: unknown; clarification?: unknown } = {},
): string =>
  JSON.stringify({
    claims: claims.map(({ question, ...rest }) => (prompt.several ? { question: question ?? 1, ...rest } : rest)),
    abstention: null,
    clarification: null,
    ...over,
  });
