import { expect, test } from "vitest";
import { inProcessChannel } from "../../../src/channels/loopback/in-process-channel.ts";
import type { OutboundReply } from "../../../src/domain/message.ts";
import { plainReply } from "../../support/plain-reply.ts";

const reply = (replyTo: string): OutboundReply => ({
  id: `${replyTo}.1`,
  messageId: replyTo,
  channel: "console",
  threadKey: "t",
  replyTo,
  text: `for ${replyTo}`,
  content: plainReply(`for ${replyTo}`),
});

test("a reply reaches those who wait for it, and those who come later", async () => {
  const channel = inProcessChannel("console");
  const early = Promise.all([channel.collect("a", 5000), channel.collect("a", 5000)]);
  expect(await channel.find(reply("a"), 100)).toEqual({ kind: "absent" });
  expect(await channel.deliver(reply("a"), 100)).toEqual({ kind: "sent", externalRef: "a.1" });
  expect((await early).map((got) => got?.text)).toEqual(["for a", "for a"]);
  expect((await channel.collect("a", 1))?.text).toBe("for a");
  expect(await channel.find(reply("a"), 100)).toEqual({ kind: "sent", externalRef: "a.1" });
  expect(await channel.collect("b", 5)).toBeNull();
});

test("old replies make room", async () => {
  const channel = inProcessChannel("console");
  for (let number = 0; number < 1500; number += 1) await channel.deliver(reply(`r${number}`), 100);
  expect(await channel.collect("r0", 1)).toBeNull();
  expect((await channel.collect("r1499", 1))?.text).toBe("for r1499");
});
