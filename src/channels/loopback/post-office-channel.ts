import { z } from "zod";
import type { OutboundReply } from "../../domain/message.ts";
import type { Delivery, FoundDelivery, ReplyChannel } from "../../ports/reply-channel.ts";

/** Codes of a connection that was never made: certainly nothing arrived. */
const neverConnected = new Set([
  "ECONNREFUSED",
  "ENOTFOUND",
  "EAI_AGAIN",
  "EHOSTUNREACH",
  "ENETUNREACH",
  "UND_ERR_CONNECT_TIMEOUT",
]);

const Receipt = z.object({ ref: z.string().min(1) });

const causeCode = (fault: unknown): string => {
  const cause = (fault as { cause?: { code?: unknown } }).cause?.code;
  return typeof cause === "string" ? cause.toLowerCase() : (fault as Error).name === "TimeoutError" ? "timeout" : "no_answer";
};

/** `Retry-After` in seconds; the form with a date is not used on loopback. */
const retryAfterMs = (response: Response): number | null => {
  const seconds = Number(response.headers.get("retry-after") ?? Number.NaN);
  return Number.isFinite(seconds) && seconds >= 0 ? seconds * 1000 : null;
};

const judge = async (response: Response): Promise<Delivery> => {
  const code = `http_${response.status}`;
  if (response.ok) {
    const receipt = Receipt.safeParse(await response.json());
    return receipt.success ? { kind: "sent", externalRef: receipt.data.ref } : { kind: "unknown", code: "unreadable_receipt" };
  }
  await response.body?.cancel();
  if (response.status === 429 || response.status === 503)
    return { kind: "refused", code, retryAfterMs: retryAfterMs(response), final: false };
  // Behind any other 5xx the reply may have been taken in before something failed.
  if (response.status >= 500) return { kind: "unknown", code };
  return { kind: "refused", code, retryAfterMs: null, final: true };
};

/**
 * Delivers replies to a post office on this machine: `POST {url}/deliveries` takes a reply and gives `{ ref }`, `GET {url}/deliveries/{id}`
 * tells whether it was taken. For trying out and testing the spine without any vendor.
 */
export const postOfficeChannel = (url: string): ReplyChannel => ({
  name: "loopback",
  deliver: async ({ id, messageId, threadKey, replyTo, text, content }: OutboundReply, timeoutMs): Promise<Delivery> => {
    try {
      const response = await fetch(`${url}/deliveries`, {
        method: "POST",
        headers: { "content-type": "application/json" },
        body: JSON.stringify({ id, messageId, threadKey, replyTo, text, content }),
        signal: AbortSignal.timeout(timeoutMs),
      });
      return await judge(response);
    } catch (fault) {
      const code = causeCode(fault);
      if (neverConnected.has(code.toUpperCase())) return { kind: "refused", code, retryAfterMs: null, final: false };
      return { kind: "unknown", code };
    }
  },
  find: async ({ id }, timeoutMs): Promise<FoundDelivery> => {
    try {
      const response = await fetch(`${url}/deliveries/${encodeURIComponent(id)}`, { signal: AbortSignal.timeout(timeoutMs) });
      if (response.ok) return { kind: "sent", externalRef: Receipt.parse(await response.json()).ref };
      await response.body?.cancel();
      return response.status === 404 ? { kind: "absent" } : { kind: "cannot_tell" };
    } catch {
      return { kind: "cannot_tell" };
    }
  },
});
