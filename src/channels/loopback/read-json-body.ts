import type { IncomingMessage } from "node:http";

/** The parsed body of a request; `too_large` beyond `mostBytes`, `malformed` when it is no JSON in UTF-8. Rejects when the connection breaks. */
export const readJsonBody = async (
  request: IncomingMessage,
  mostBytes: number,
): Promise<{ kind: "read"; value: unknown } | { kind: "too_large" | "malformed" }> => {
  const parts: Buffer[] = [];
  let bytes = 0;
  for await (const part of request as AsyncIterable<Buffer>) {
    bytes += part.length;
    // What comes after is read and dropped, so that the sender gets to see the refusal.
    if (bytes <= mostBytes) parts.push(part);
  }
  if (bytes > mostBytes) return { kind: "too_large" };
  try {
    return { kind: "read", value: JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(Buffer.concat(parts))) };
  } catch {
    return { kind: "malformed" };
  }
};
