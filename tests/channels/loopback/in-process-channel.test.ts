import { expect, test } from "vitest";
import { inProcessChannel } from "../../../src/channels/loopback/in-process-channel.ts";
import type { OutboundReply } from "../../../src/domain/message.ts";
import { plainReply } from "../../support/plain-reply.ts";

const reply = (messageId: string): OutboundReply => ({
  id: `${messageId}.1`,
  messageId,
  channel: "console",
  threadKey: "t",
  replyTo: "t",
  text: `for ${messageId}`,
  content: plainReply(`for ${messageId}`),
});

const longMs = 60_000;

test("a delivery wakes everybody who waits for the message, and nobody else", async () => {
  const channel = inProcessChannel("console", async () => []);
  const woken: string[] = [];
  const wait = (messageId: string, name: string) => channel.arrival(messageId, longMs).then(() => woken.push(name));
  const both = Promise.all([wait("a", "one"), wait("a", "two")]);
  void wait("b", "other");
  expect(await channel.deliver(reply("a"), 100)).toEqual({ kind: "sent", externalRef: "a.1" });
  await both;
  expect(woken).toEqual(["one", "two"]);
  await channel.deliver(reply("b"), 100);
});

test("a wait ends by itself, and does not hear what came before it", async () => {
  const channel = inProcessChannel("console", async () => []);
  await channel.deliver(reply("a"), 100);
  let isOver = false;
  const waiting = channel.arrival("a", 30).then((isOpen) => {
    isOver = true;
    return isOpen;
  });
  expect(isOver).toBe(false);
  expect(await waiting).toBe(true);
});

test("whoever waits is let go of when the channel closes, and nobody waits after", async () => {
  const channel = inProcessChannel("console", async () => []);
  const waiting = channel.arrival("a", longMs);
  channel.close();
  expect([await waiting, await channel.arrival("b", longMs)]).toEqual([false, false]);
});

test("a reply in doubt is out when the store has it, and nobody can tell while the store is silent", async () => {
  const channel = inProcessChannel("console", async (messageId) => {
    if (messageId === "c") throw new Error("the store is gone");
    return messageId === "a" ? ["a.0", "a.1"] : [];
  });
  expect(await channel.find(reply("a"), 100)).toEqual({ kind: "sent", externalRef: "a.1" });
  expect(await channel.find(reply("b"), 100)).toEqual({ kind: "absent" });
  expect(await channel.find(reply("c"), 100)).toEqual({ kind: "cannot_tell" });
});
