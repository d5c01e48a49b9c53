import { request } from "node:http";
import { afterEach, describe, expect, test } from "vitest";
import { type ServedInbox, serveInbox } from "../../../src/channels/loopback/serve-inbox.ts";
import type { InboundMessage } from "../../../src/domain/message.ts";
import { acceptMessage, NotStored } from "../../../src/flows/accept-message.ts";
import { memorySpineStore } from "../../support/memory-spine-store.ts";

let served: ServedInbox | null = null;
afterEach(async () => {
  await served?.close();
});

const start = async (over: { accept?: (message: InboundMessage) => Promise<never> } = {}) => {
  const { store, tables } = memorySpineStore();
  const faults: string[] = [];
  let ids = 0;
  const deps = {
    store,
    newId: () => `id-${++ids}`,
    now: () => new Date("2025-06-20T12:00:00Z"),
    wake: () => undefined,
    pass: () => undefined,
    record: () => undefined,
  };
  served = await serveInbox(
    {
      accept: over.accept ?? ((message) => acceptMessage(deps, message)),
      memberKeyOf: (member) => `key-of-${member.length}`,
      counts: () => store.counts({ nowAt: "2025-06-20T12:00:00Z" }),
      now: deps.now,
      logFault: (code) => void faults.push(code),
    },
    0,
  );
  const post = (body: string, headers: Record<string, string> = { "content-type": "application/json" }) =>
    fetch(`http://127.0.0.1:${served!.port}/messages`, { method: "POST", headers, body });
  return { post, tables, faults };
};

const posted = (over: object = {}) =>
  JSON.stringify({ externalId: "e-1", threadKey: "t-1", member: "Jo Bloggs", replyTo: "there", text: "What is MARS?", ...over });

describe("the loopback inbox", () => {
  test("acknowledges what is stored, knows it again, and keeps no name", async () => {
    const { post, tables } = await start();
    const first = await post(posted());
    expect([first.status, await first.json()]).toEqual([202, { kind: "accepted", messageId: "id-1" }]);
    const again = await post(posted());
    expect([again.status, await again.json()]).toEqual([200, { kind: "repeat" }]);
    expect(tables.jobs).toHaveLength(1);
    expect(tables.jobs[0]!.message).toMatchObject({
      channel: "loopback",
      memberKey: "key-of-9",
      sentAt: "2025-06-20T12:00:00.000Z",
    });
    expect(JSON.stringify(tables)).not.toContain("Bloggs");
    const counts = await fetch(`http://127.0.0.1:${served!.port}/counts`);
    expect(await counts.json()).toMatchObject({ jobs: { ready: 1 } });
  });

  test.each<[number, string, Record<string, string>]>([
    [415, posted(), { "content-type": "text/plain" }],
    [400, "{", { "content-type": "application/json" }],
    [413, posted({ text: "x".repeat(1_000_001) }), { "content-type": "application/json" }],
    [422, posted({ externalId: "" }), { "content-type": "application/json" }],
    [422, posted({ bogus: 1 }), { "content-type": "application/json" }],
    [422, posted({ text: 7 }), { "content-type": "application/json" }],
  ])("answers %i to what it cannot take", async (status, body, headers) => {
    const { post, tables } = await start();
    expect((await post(body, headers)).status).toBe(status);
    expect(tables.jobs).toEqual([]);
  });

  test("keeps out a page of another name", async () => {
    const { tables } = await start();
    const headers = { "content-type": "application/json", host: "rebound.example" };
    const status = await new Promise((resolve, reject) => {
      const sent = request({ port: served!.port, method: "POST", path: "/messages", headers }, (response) => {
        response.resume();
        resolve(response.statusCode);
      });
      sent.on("error", reject);
      sent.end(posted());
    });
    expect(status).toBe(421);
    expect(tables.jobs).toEqual([]);
  });

  test("asks for a message again when it is not on disk", async () => {
    const { post, faults } = await start({ accept: () => Promise.reject(new NotStored("disk full")) });
    const answer = await post(posted());
    expect([answer.status, answer.headers.get("retry-after"), await answer.json()]).toEqual([503, "1", { code: "not_stored" }]);
    expect(faults).toEqual([]);
  });

  test("does not fall over a fault or a sender who goes away in the middle", async () => {
    const { post, faults } = await start({ accept: () => Promise.reject(new Error("bug")) });
    expect((await post(posted())).status).toBe(500);
    const headers = { "content-type": "application/json", "content-length": "500" };
    const cut = request({ port: served!.port, method: "POST", path: "/messages", headers });
    cut.on("error", () => undefined);
    await new Promise((written) => cut.write('{"externalId"', written));
    cut.destroy();
    expect((await post(posted())).status).toBe(500);
    expect(faults.filter((code) => code === "loopback_failed").length).toBeGreaterThanOrEqual(2);
  });
});
