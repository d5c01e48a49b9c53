import type { OpenAI } from "openai";

/** What a server answered before its body is read. `refusal` is set for every status but 2xx: the body's text, to a limit. */
export type ServerAnswer =
  | { kind: "accepted"; body: ReadableStream<Uint8Array> | null }
  | { kind: "refused"; status: number; headers: Headers; text: string };

/** Sends one request. Rejects when the connection breaks or `signal` aborts. */
export type ModelConnection = (body: OpenAI.Chat.ChatCompletionCreateParams, signal: AbortSignal) => Promise<ServerAnswer>;

const maxRefusalBytes = 16_384;

/** All that leaves the machine besides the body and what HTTP itself needs. */
const sentHeaders = (apiKey: string) => ({
  accept: "application/json",
  authorization: `Bearer ${apiKey}`,
  "content-type": "application/json",
  "user-agent": "noticeboard",
});

/** A key of other characters cannot stand in a header, so no server can take it. */
const sendableKey = /^[\x21-\x7e]+$/;

/** A body that ends after `maxBytes`, whatever the server goes on to send. */
const atMost = (body: ReadableStream<Uint8Array>, maxBytes: number): ReadableStream<Uint8Array> => {
  let bytes = 0;
  return body.pipeThrough(
    new TransformStream<Uint8Array, Uint8Array>({
      transform: (piece, controller) => {
        bytes += piece.byteLength;
        controller.enqueue(piece.subarray(0, Math.max(0, piece.byteLength - (bytes - maxBytes))));
        if (bytes >= maxBytes) controller.terminate();
      },
    }),
  );
};

/**
 * The `fetch` given to the SDK. It sends the headers above and no others: the SDK adds a dozen that describe the machine, and any that
 * stand in OPENAI_CUSTOM_HEADERS, another key among them. It follows no redirect, since the question would go to a host that nobody
 * chose, and bounds the body of a refusal, which the SDK reads whole.
 */
const guardedFetch = (apiKey: string) => {
  const headers = sentHeaders(apiKey);
  return async (address: string | URL | Request, init?: RequestInit): Promise<Response> => {
    const response = await fetch(address, { ...init, headers, redirect: "manual" });
    if (response.ok || response.body === null) return response;
    return new Response(atMost(response.body, maxRefusalBytes), { status: response.status, headers: response.headers });
  };
};

/**
 * A connection to any server that speaks OpenAI's chat completions. The SDK is loaded on the side, so that a process without a key never
 * pays for it. Everything that it would read from the environment by itself (organisation, project, log level, admin key, custom
 * headers) is set here, so that `src/config.ts` stays the only reader; its own retries are off.
 */
export const openAiConnection = (settings: { apiKey: string; baseUrl: string }): ModelConnection => {
  const loading = import("openai").then(({ APIError, OpenAI }) => ({
    APIError,
    client: new OpenAI({
      apiKey: settings.apiKey,
      baseURL: settings.baseUrl,
      adminAPIKey: null,
      organization: null,
      project: null,
      webhookSecret: null,
      maxRetries: 0,
      logLevel: "off",
      fetch: guardedFetch(settings.apiKey),
    }),
  }));
  // Whoever asks first is told; until then nobody listens.
  loading.catch(() => {});

  return async (body, signal) => {
    if (!sendableKey.test(settings.apiKey)) return { kind: "refused", status: 401, headers: new Headers(), text: "" };
    const { APIError, client } = await loading;
    try {
      const response = await client.chat.completions.create(body, { signal }).asResponse();
      return { kind: "accepted", body: response.body };
    } catch (error) {
      if (!(error instanceof APIError) || error.status === undefined) throw error;
      const text = `${error.message} ${error.param ?? ""} ${error.code ?? ""} ${error.type ?? ""}`;
      return { kind: "refused", status: error.status, headers: error.headers ?? new Headers(), text };
    }
  };
};
