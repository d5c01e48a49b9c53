import { cappedFetch, replyTooLarge } from "./capped-fetch.ts";
import { type EmbedderFault, embedderFault } from "./embedder-fault.ts";
import { errnoOf } from "./language-model/classify-broken-connection.ts";
import { retryAfterMs } from "./language-model/retry-after.ts";
import { readEmbeddingsReply } from "./read-embeddings-reply.ts";

/** A model behind an OpenAI-compatible `/embeddings`. `askedDimension` is sent along; null leaves it to the server. */
export type EmbeddingsEndpoint = { apiKey: string; baseUrl: string; model: string; askedDimension: number | null };

/** A fault of one attempt with what the server said about trying again; `retryAfterMs` is null when it said nothing. */
export type CallFault = { fault: EmbedderFault; mayPass: boolean; retryAfterMs: number | null };

/** What became of one attempt. Never rejects. */
export type CallResult = { vectors: Float32Array[] } | CallFault;

/** Room for the largest vectors in use, printed as digits, and for an error page. */
const maxReplyBytes = (textCount: number): number => 1_000_000 + textCount * 8192 * 24;

const faultOfStatus = (status: number): Omit<CallFault, "retryAfterMs"> => {
  const words = `the embeddings server answered ${status}`;
  if (status === 429) return { fault: embedderFault("embedding_limited", words), mayPass: true };
  if (status >= 500 || status === 408 || status === 409) {
    return { fault: embedderFault("embedding_unavailable", words), mayPass: true };
  }
  return { fault: Object.assign(embedderFault("embedding_refused", words), { status }), mayPass: false };
};

// What the SDK throws may hold the server's reply, and that may repeat the question: none of it is passed on.
const faultOf = (thrown: unknown, late: boolean, closing: boolean): CallFault => {
  const { status, headers, message, cause, code } = (thrown ?? {}) as Record<string, unknown>;
  const known = typeof code === "string" && code.startsWith("embedding_") && thrown instanceof Error;
  const passing = (fault: EmbedderFault, mayPass = true): CallFault => ({ fault, mayPass, retryAfterMs: null });
  if (closing) return passing(embedderFault("embedder_closed", "the embedder was closed"), false);
  if (late) return passing(embedderFault("embedding_timed_out", "the embeddings server was too slow"));
  if (known) return passing(thrown as EmbedderFault, code === "embedding_out_of_form");
  if (typeof status === "number")
    return { ...faultOfStatus(status), retryAfterMs: headers instanceof Headers ? retryAfterMs(headers, new Date()) : null };
  if (thrown instanceof SyntaxError) return passing(embedderFault("embedding_out_of_form", "the reply is not JSON"));
  if (message === replyTooLarge || (cause instanceof Error && cause.message === replyTooLarge)) {
    return passing(embedderFault("embedding_too_large", "the reply has no end"), false);
  }
  const errno = errnoOf(thrown);
  return passing(embedderFault("embedding_unavailable", `the embeddings server cannot be reached${errno ? ` (${errno})` : ""}`));
};

/**
 * One attempt to embed `texts`, over in `timeoutMs` whatever the server does. The SDK is loaded at the first call and retries nothing
 * by itself. Nothing but model, texts, form and the dimension asked for is sent.
 */
export const callEmbeddings = async (
  endpoint: EmbeddingsEndpoint,
  texts: readonly string[],
  { dimension, timeoutMs, closing }: { dimension: number | null; timeoutMs: number; closing: AbortSignal },
): Promise<CallResult> => {
  const limitMs = Math.max(1, Math.ceil(timeoutMs));
  const late = AbortSignal.timeout(limitMs);
  try {
    const { OpenAI } = await import("openai");
    const { apiKey, baseUrl: baseURL, model, askedDimension } = endpoint;
    const fetch = cappedFetch(maxReplyBytes(texts.length));
    // Named here so that the SDK takes nothing from the environment.
    const unset = { organization: null, project: null, adminAPIKey: null, webhookSecret: null };
    const client = new OpenAI({ apiKey, baseURL, ...unset, maxRetries: 0, logLevel: "off", fetch });
    const body = { model, input: [...texts], encoding_format: "float" as const };
    const asked = askedDimension === null ? body : { ...body, dimensions: askedDimension };
    const reply = await client.embeddings.create(asked, { signal: AbortSignal.any([late, closing]), timeout: limitMs + 1000 });
    return { vectors: readEmbeddingsReply(reply, texts.length, dimension) };
  } catch (thrown) {
    return faultOf(thrown, late.aborted, closing.aborted);
  }
};
