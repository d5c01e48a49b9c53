import type { OpenAI } from "openai";
import type { ModelRequest } from "../../ports/language-model.ts";

/**
 * How a request is put, since "OpenAI-compatible" servers differ in what they take. `schemaInWords` puts the schema into the instructions,
 * for a server that ignores the field for it. `store: false` is no part of this: it is sent in every dialect.
 */
export type Dialect = {
  format: "json_schema" | "json_object" | "text";
  schemaInWords: boolean;
  tokenLimit: "max_completion_tokens" | "max_tokens";
  stream: "with_usage" | "plain" | "none";
  instructionsAs: "system" | "user";
};

/** What OpenAI itself takes. */
export const firstDialect: Dialect = {
  format: "json_schema",
  schemaInWords: false,
  tokenLimit: "max_completion_tokens",
  stream: "with_usage",
  instructionsAs: "system",
};

const lessFormat = (dialect: Dialect): Dialect | null => {
  if (dialect.format === "json_schema") return { ...dialect, format: "json_object", schemaInWords: true };
  return dialect.format === "json_object" ? { ...dialect, format: "text" } : null;
};

const olderLimit = (dialect: Dialect): Dialect | null =>
  dialect.tokenLimit === "max_completion_tokens" ? { ...dialect, tokenLimit: "max_tokens" } : null;

/** Words by which a server names what it does not take, and the dialect that does without. Every step leads one way, so steps end. */
const steps: [RegExp, (dialect: Dialect) => Dialect | null][] = [
  [/response_format|json_schema|json_object|structured.?output|guided|grammar/i, lessFormat],
  [/max_completion_tokens|\bmax_tokens/i, olderLimit],
  [/stream_options|include_usage/i, (dialect) => (dialect.stream === "with_usage" ? { ...dialect, stream: "plain" } : null)],
  [/\bstream(ing)?\b/i, (dialect) => (dialect.stream === "none" ? null : { ...dialect, stream: "none" })],
  [
    /\bsystem\b.{0,30}\b(role|message|prompt|instruction)|\brole.{0,40}\bsystem\b/i,
    (dialect) => (dialect.instructionsAs === "system" ? { ...dialect, instructionsAs: "user" } : null),
  ],
];

/** No other form of the same request would fare better. */
const hopeless = /context.?(length|window)|maximum context|too many tokens|model.{0,80}(not found|not exist)|no such model/i;
const storeRefused =
  /["'`[.]store["'`\]]|\b(unknown|unrecogni[sz]ed|unexpected|unsupported|extra|invalid)\b[^.]{0,60}\bstore\b|\bstore\b.{0,40}\bnot (permitted|supported|allowed)/i;

/** Whether a server complains of `store: false`, which is not left out for anyone: it is a promise to the members. */
export const complainsOfStore = (complaint: string): boolean => storeRefused.test(complaint);

/**
 * The dialect to try after a server refused `dialect` with HTTP `status` and the text `complaint`; null when there is none. A server that
 * names what it does not take gets that changed; one that does not say gets the forms one by one.
 */
export const dialectAfter = (dialect: Dialect, status: number, complaint: string): Dialect | null => {
  if (status !== 400 && status !== 404 && status !== 422) return null;
  for (const [words, step] of steps) {
    const next = words.test(complaint) ? step(dialect) : null;
    if (next !== null) return next;
  }
  // An unexplained 404 is a wrong address, whatever is sent to it.
  if (status === 404 || hopeless.test(complaint) || complainsOfStore(complaint)) return null;
  return olderLimit(dialect) ?? lessFormat(dialect);
};

/** The dialect to try after a reply was not in the asked form: some servers take `response_format` and pay no heed to it. */
export const dialectAfterWrongForm = (dialect: Dialect): Dialect => ({ ...dialect, schemaInWords: true });

const schemaWords = (schema: Record<string, unknown>): string =>
  `Reply with one JSON value and nothing else. It must follow this JSON schema:\n${JSON.stringify(schema)}`;

type Asked = Pick<ModelRequest<unknown>, "instructions" | "input" | "maxOutputTokens" | "onText"> & {
  schema: { name: string; json: Record<string, unknown> };
};

/** Everything that is sent, in one dialect. */
export const chatBody = (model: string, request: Asked, dialect: Dialect): OpenAI.Chat.ChatCompletionCreateParams => {
  const { schema } = request;
  const instructions = dialect.schemaInWords ? `${request.instructions}\n\n${schemaWords(schema.json)}` : request.instructions;
  // Half a surrogate pair has no bytes in UTF-8; some servers refuse the whole request for it.
  const input = request.input.toWellFormed();
  const stream = request.onText !== undefined && dialect.stream !== "none";
  return {
    model,
    messages:
      dialect.instructionsAs === "system"
        ? [
            { role: "system", content: instructions },
            { role: "user", content: input },
          ]
        : [{ role: "user", content: `${instructions}\n\n${input}` }],
    store: false,
    [dialect.tokenLimit]: request.maxOutputTokens,
    ...(dialect.format === "json_schema" && {
      response_format: { type: "json_schema", json_schema: { name: schema.name, strict: true, schema: schema.json } },
    }),
    ...(dialect.format === "json_object" && { response_format: { type: "json_object" } }),
    ...(stream && { stream: true }),
    ...(stream && dialect.stream === "with_usage" && { stream_options: { include_usage: true } }),
  };
};
