import { z } from "zod";

/** What a server sent back, as far as it is read. `error` is the HTTP status that an error inside a 200 stands for. */
export type Completion = {
  content: string;
  refused: boolean;
  finishReason: string | null;
  usage: { inputTokens: number; outputTokens: number } | null;
  model: string | null;
  error: { status: number; text: string } | null;
  /** False when the stream ended before it said that it was done. */
  whole: boolean;
};

/** Servers that cannot count send nothing, null or zeros. */
const Usage = z
  .object({ prompt_tokens: z.number().int().min(1).max(1e8), completion_tokens: z.number().int().min(0).max(1e8) })
  .transform((usage) => ({ inputTokens: usage.prompt_tokens, outputTokens: usage.completion_tokens }))
  .nullish()
  .catch(null);

/** Some servers give the content in parts, of which only the text is the reply. */
const Parts = z
  .array(z.object({ type: z.string(), text: z.string().optional() }).catch({ type: "unknown" }))
  .transform((parts) => parts.map((part) => (part.type === "text" ? (part.text ?? "") : "")).join(""));
const Words = z.union([z.string(), Parts]).nullish().catch(null);
const Message = z.object({ content: Words, refusal: z.string().nullish().catch(null) });

const Body = z.object({
  model: z.string().nullish().catch(null),
  usage: Usage,
  error: z.unknown().optional(),
  choices: z
    .array(
      z.object({
        finish_reason: z.string().nullish().catch(null),
        message: Message.nullish().catch(null),
        delta: Message.nullish().catch(null),
      }),
    )
    .nullish(),
});

const errorStatus = (error: unknown): number => {
  const code = z.object({ code: z.number().int().min(400).max(599) }).safeParse(error);
  return code.success ? code.data.code : 500;
};

/**
 * Reads one body, or one event of a stream, into `before`: content is appended, the rest replaced when given.
 * Null when it is not a chat completion at all.
 */
export const readCompletion = (before: Completion, value: unknown): Completion | null => {
  const parsed = Body.safeParse(value);
  if (!parsed.success) return null;
  const { choices, error, usage, model } = parsed.data;
  const failed = error !== undefined && error !== null;
  if (!failed && choices === undefined && usage == null) return null;
  const choice = choices?.[0];
  const message = choice?.delta ?? choice?.message;
  return {
    content: before.content + (message?.content ?? ""),
    refused: before.refused || (message?.refusal ?? "").trim() !== "",
    finishReason: choice?.finish_reason ?? before.finishReason,
    usage: usage ?? before.usage,
    model: model ?? before.model,
    error: failed ? { status: errorStatus(error), text: JSON.stringify(error).slice(0, 4096) } : before.error,
    whole: before.whole,
  };
};

/** A completion of which nothing has been read yet. */
export const noCompletion: Completion = {
  content: "",
  refused: false,
  finishReason: null,
  usage: null,
  model: null,
  error: null,
  whole: false,
};
