import { attemptFault, ReplyFault } from "./attempt-fault.ts";
import { type Completion, noCompletion, readCompletion } from "./completion.ts";
import { eventData } from "./event-data.ts";

/** How much of a reply is read: bytes of a plain body, bytes of a stream with its wrapping, and characters of the reply itself. */
export type ReplyLimits = { bodyBytes: number; streamBytes: number; contentLength: number };

const bytesPerToken = 16;
const leastBytes = 65_536;
/** Each token of a stream comes wrapped in an event of its own, with ids and, at some vendors, filter results. */
const streamBytesPerToken = 1024;

/** Room for a reply of `maxOutputTokens` with four times the usual four bytes to a token, and at least 64 kB. */
export const replyLimits = (maxOutputTokens: number): ReplyLimits => ({
  bodyBytes: Math.max(leastBytes, bytesPerToken * maxOutputTokens),
  streamBytes: leastBytes + streamBytesPerToken * maxOutputTokens,
  contentLength: Math.max(leastBytes, bytesPerToken * maxOutputTokens),
});

/** Reads a reply as it comes. Both throw `ReplyFault`. `push` gives true when no more need be read. */
export type CompletionReader = { push(piece: Uint8Array): boolean; end(): Completion };

const parse = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
};

const unreadable = (code: "bad_json" | "wrong_schema") =>
  new ReplyFault(attemptFault(code, { retry: "at_once", charge: "worst_case" }));

/**
 * A reader for a reply that may be one JSON body or server-sent events: servers answer a plain request with events and the other way
 * round, and mislabel both, so the first character decides ("{" begins no line of an event stream). `onText` is told the content so far.
 */
export const completionReader = (limits: ReplyLimits, onText: (textSoFar: string) => void): CompletionReader => {
  const decoder = new TextDecoder();
  const events = eventData();
  let kind: "unknown" | "body" | "stream" = "unknown";
  let bytes = 0;
  let eventCount = 0;
  let body = "";
  let completion: Completion = noCompletion;

  const take = (next: Completion): void => {
    if (next.content.length > limits.contentLength) throw new ReplyFault(attemptFault("too_long", { charge: "overrun" }));
    const grown = next.content.length > completion.content.length;
    completion = next;
    if (grown) onText(completion.content);
  };

  /** True when the stream said that it is done. Events that are no part of a completion, such as pings, are passed over. */
  const takeEvents = (whole: string[]): boolean => {
    for (const data of whole) {
      eventCount += 1;
      if (data.trim() === "[DONE]") {
        completion = { ...completion, whole: true };
        return true;
      }
      const value = parse(data);
      if (value === undefined) throw unreadable("bad_json");
      take(readCompletion(completion, value) ?? completion);
    }
    return false;
  };

  const endOfBody = (): Completion => {
    const value = parse(body + decoder.decode());
    if (value === undefined) throw unreadable("bad_json");
    const next = readCompletion(completion, value);
    if (next === null) throw unreadable("wrong_schema");
    take({ ...next, whole: true });
    return completion;
  };

  const endOfStream = (): Completion => {
    const rest = completion.whole ? [] : events.rest();
    if (eventCount === 0 && rest.length === 0) throw unreadable("bad_json");
    // Without its closing blank line an event may be whole, or what is left of one that was cut.
    takeEvents(rest.filter((data) => data.trim() === "[DONE]" || parse(data) !== undefined));
    return { ...completion, whole: completion.whole || completion.finishReason !== null };
  };

  return {
    push: (piece) => {
      bytes += piece.byteLength;
      if (bytes > (kind === "stream" ? limits.streamBytes : limits.bodyBytes)) {
        throw new ReplyFault(attemptFault("too_long", { charge: "overrun" }));
      }
      const text = decoder.decode(piece, { stream: true });
      if (kind === "stream") return takeEvents(events.feed(text));
      body += text;
      if (kind === "body") return false;
      const sign = /\S/.exec(body)?.[0];
      if (sign === undefined) return false;
      kind = /[[{<]/.test(sign) ? "body" : "stream";
      return kind === "stream" && takeEvents(events.feed(body));
    },
    end: () => {
      // Nothing but white space is an empty reply, of which no part is missing.
      if (kind === "unknown") return { ...completion, whole: true };
      return kind === "body" ? endOfBody() : endOfStream();
    },
  };
};
