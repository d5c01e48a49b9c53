import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { afterEach, describe, expect, test } from "vitest";
import { postOfficeChannel } from "../../../src/channels/loopback/post-office-channel.ts";
import type { OutboundReply } from "../../../src/domain/message.ts";
import { plainReply } from "../../support/plain-reply.ts";

const reply: OutboundReply = {
  id: "m/1.1",
  messageId: "m/1",
  channel: "loopback",
  threadKey: "t",
  replyTo: "there",
  text: "Yes \u2013 see [1].",
  content: plainReply("Yes \u2013 see [1]."),
};

const open: (() => void)[] = [];
afterEach(() => {
  for (const close of open.splice(0)) close();
});

const office = async (answer: (request: IncomingMessage, response: ServerResponse, body: string) => void): Promise<string> => {
  const server = createServer((request, response) => {
    let body = "";
    request.setEncoding("utf8");
    request.on("data", (part) => {
      body += part;
    });
    request.on("end", () => answer(request, response, body));
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  open.push(() => {
    server.closeAllConnections();
    server.close();
  });
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
};

/** A port that was free a moment ago. */
const nobody = async (): Promise<string> => {
  const url = await office(() => undefined);
  open.pop()!();
  return url;
};

const always = (status: number, body: string, headers: Record<string, string> = {}) =>
  office((_, response) => response.writeHead(status, headers).end(body));

describe("delivering", () => {
  test("hands over the whole reply, to be found again by its id", async () => {
    const taken = new Map<string, unknown>();
    const url = await office((request, response, body) => {
      if (request.method === "POST") {
        const parsed = JSON.parse(body) as { id: string };
        taken.set(parsed.id, parsed);
        response.writeHead(201).end(JSON.stringify({ ref: "p-1" }));
      } else if (taken.has(decodeURIComponent(request.url!.split("/").at(-1)!))) response.end(JSON.stringify({ ref: "p-1" }));
      else response.writeHead(404).end();
    });
    const channel = postOfficeChannel(url);
    expect(await channel.find(reply, 1000)).toEqual({ kind: "absent" });
    expect(await channel.deliver(reply, 1000)).toEqual({ kind: "sent", externalRef: "p-1" });
    expect(await channel.find(reply, 1000)).toEqual({ kind: "sent", externalRef: "p-1" });
    const { channel: _, ...handed } = reply;
    expect(taken.get(reply.id)).toEqual(handed);
  });

  test.each<[string, () => Promise<string>, object]>([
    ["a connection refused", nobody, { kind: "refused", code: "econnrefused", final: false }],
    ["too many requests", () => always(429, "", { "retry-after": "7" }), { kind: "refused", retryAfterMs: 7000, final: false }],
    ["an office that is closed", () => always(503, ""), { kind: "refused", retryAfterMs: null, final: false }],
    ["an address that is not known", () => always(404, ""), { kind: "refused", code: "http_404", final: true }],
    ["a fault after who knows what", () => always(500, ""), { kind: "unknown", code: "http_500" }],
    ["a receipt that cannot be read", () => always(200, "<html>"), { kind: "unknown" }],
    ["a receipt without its number", () => always(200, "{}"), { kind: "unknown", code: "unreadable_receipt" }],
    ["a connection cut after the reply was taken", () => office((request) => request.socket.destroy()), { kind: "unknown" }],
    ["no answer", () => office(() => undefined), { kind: "unknown", code: "timeout" }],
    [
      "an answer that stops half way",
      () => office((_, response) => void response.writeHead(200, { "content-length": "50" }).write('{"ref"')),
      { kind: "unknown" },
    ],
  ])("%s is told for what it is", async (_, start, expected) => {
    expect(await postOfficeChannel(await start()).deliver(reply, 300)).toMatchObject(expected);
  });
});

test.each<[string, () => Promise<string>]>([
  ["nobody listens", nobody],
  ["the office faults", () => always(500, "")],
  ["the answer is no receipt", () => always(200, "{}")],
  ["nothing comes", () => office(() => undefined)],
])("asking tells nothing when %s", async (_, start) => {
  expect(await postOfficeChannel(await start()).find(reply, 300)).toEqual({ kind: "cannot_tell" });
});
