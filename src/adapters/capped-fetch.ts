/** What went wrong with a reply's size, told apart from a lost connection. */
export const replyTooLarge = "reply_too_large";

const readCapped = async (body: ReadableStream<Uint8Array> | null, maxBytes: number): Promise<Uint8Array<ArrayBuffer>> => {
  const parts: Uint8Array[] = [];
  let size = 0;
  for await (const part of body ?? []) {
    size += part.byteLength;
    if (size > maxBytes) throw new Error(replyTooLarge);
    parts.push(part);
  }
  return new Uint8Array(Buffer.concat(parts));
};

const bodiless = new Set([101, 204, 205, 304]);

/**
 * A `fetch` for an SDK that is told too much and believes too much: only the headers named here are sent (none about this machine),
 * no redirect is followed (key and words would go to whom nobody chose), and the reply is read whole, up to `maxBytes`, while the
 * request's signal still counts. Rejects with the message `reply_too_large` beyond that.
 */
export const cappedFetch =
  (maxBytes: number) =>
  async (url: string | URL | Request, init?: RequestInit): Promise<Response> => {
    const given = new Headers(init?.headers);
    const headers = new Headers({ "user-agent": "noticeboard", accept: "application/json" });
    for (const name of ["authorization", "content-type"]) {
      const value = given.get(name);
      if (value !== null) headers.set(name, value);
    }
    const { method = "GET", body = null, signal = null } = init ?? {};
    const response = await fetch(url, { method, body, signal, headers, redirect: "manual" });
    const bytes = await readCapped(response.body, maxBytes);
    const kept = new Headers({ "content-type": "application/json" });
    const retryAfter = response.headers.get("retry-after");
    if (retryAfter !== null) kept.set("retry-after", retryAfter);
    return new Response(bodiless.has(response.status) ? null : bytes, { status: response.status, headers: kept });
  };
