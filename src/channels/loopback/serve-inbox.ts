import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { z } from "zod";
import type { InboundMessage } from "../../domain/message.ts";
import { type Accepted, NotStored } from "../../flows/accept-message.ts";
import { readJsonBody } from "./read-json-body.ts";

/** What the endpoint needs. `memberKeyOf` turns a sender's name into a pseudonym. */
export type InboxDeps = {
  accept: (message: InboundMessage) => Promise<Accepted>;
  memberKeyOf: (member: string) => string;
  /** Counts of the spine, for whoever watches a test. */
  counts: () => Promise<unknown>;
  now: () => Date;
  logFault: (code: string, cause: unknown) => void;
};

/** A listening endpoint. `close` lets what is under way finish for a few seconds, then cuts it. */
export type ServedInbox = { port: number; close(): Promise<void> };

/** What a sender posts to `/messages`. `sentAt` is now when it is left out. */
const Posted = z.strictObject({
  externalId: z.string(),
  threadKey: z.string(),
  member: z.string().min(1),
  replyTo: z.string(),
  text: z.string(),
  sentAt: z.string().optional(),
});

const mostBytes = 1_000_000;
const closeWithinMs = 5000;

type Answer = { status: number; body: unknown };

const answerTo = async (deps: InboxDeps, request: IncomingMessage): Promise<Answer> => {
  // A foreign page that points its own name at this machine (DNS rebinding) still sends that name.
  if (!/^(127\.0\.0\.1|localhost)(:\d+)?$/.test(request.headers.host ?? ""))
    return { status: 421, body: { code: "loopback_only" } };
  if (request.method === "GET" && request.url === "/counts") return { status: 200, body: await deps.counts() };
  if (request.method !== "POST" || request.url !== "/messages") return { status: 404, body: { code: "not_found" } };
  // A web page elsewhere cannot send this type without asking first, and gets no leave here.
  if (!/^application\/json\b/.test(request.headers["content-type"] ?? "")) return { status: 415, body: { code: "json_only" } };
  const read = await readJsonBody(request, mostBytes);
  if (read.kind !== "read") return { status: read.kind === "too_large" ? 413 : 400, body: { code: read.kind } };
  const posted = Posted.safeParse(read.value);
  if (!posted.success)
    return { status: 422, body: { kind: "refused", field: String(posted.error.issues[0]?.path[0] ?? "body") } };
  const { member, sentAt, ...message } = posted.data;
  const accepted = await deps.accept({
    ...message,
    channel: "loopback",
    memberKey: deps.memberKeyOf(member),
    sentAt: sentAt ?? deps.now().toISOString(),
  });
  return { status: { accepted: 202, repeat: 200, refused: 422 }[accepted.kind], body: accepted };
};

const respond = async (deps: InboxDeps, request: IncomingMessage, response: ServerResponse): Promise<void> => {
  const answer = await answerTo(deps, request).catch((fault: unknown): Answer => {
    if (fault instanceof NotStored) return { status: 503, body: { code: fault.code } };
    deps.logFault("loopback_failed", fault);
    return { status: 500, body: { code: "fault" } };
  });
  response.writeHead(answer.status, { "content-type": "application/json", ...(answer.status === 503 && { "retry-after": "1" }) });
  response.end(JSON.stringify(answer.body));
};

/**
 * Takes messages in on 127.0.0.1: 202 (accepted) or 200 (repeat) means that the message is on disk; any other status, or none, means that
 * it must be sent again. Rejects when it cannot listen.
 */
export const serveInbox = (deps: InboxDeps, port: number): Promise<ServedInbox> =>
  new Promise((resolve, reject) => {
    const server = createServer({ requestTimeout: 30_000, headersTimeout: 10_000 }, (request, response) => {
      void respond(deps, request, response);
    });
    server.once("error", reject);
    server.listen(port, "127.0.0.1", () => {
      resolve({
        port: (server.address() as AddressInfo).port,
        close: () =>
          new Promise((closed) => {
            const cut = setTimeout(() => server.closeAllConnections(), closeWithinMs);
            server.close(() => {
              clearTimeout(cut);
              closed();
            });
            server.closeIdleConnections();
          }),
      });
    });
  });
