import { afterAll, afterEach, beforeEach, expect, test } from "vitest";
import { openSlackService } from "../../support/slack-service.ts";
import { sqliteEngine } from "../../support/store-engines.ts";

const engine = sqliteEngine();
let service: Awaited<ReturnType<typeof openSlackService>>;
beforeEach(async () => {
  service = await openSlackService(engine.newPlace(), { rules: { C0OFF: "off" } });
});
afterEach(() => service.close());
afterAll(() => engine.dropAll());

const statuses = () => service.slack.workspace.statuses;
const shown = () => service.until(() => statuses().length > 0);

test("a member sees within moments that a message is in hand, before it is answered, where it was written", async () => {
  const letGo = service.hold();
  const asked = await service.say("C1", "U1", "<@U0BOT> how many posts go?");
  await shown();
  expect(statuses()).toEqual([{ channel: "C1", threadTs: asked.ts, status: "is looking it up..." }]);
  expect(service.posts()).toEqual([]);
  letGo();
  await service.settled();
  // The reply in that thread ends it; Slack sees to that.
  expect(statuses()).toHaveLength(1);
});

test("where the reply goes elsewhere it is taken away", async () => {
  const direct = service.slack.workspace.directOf("U1");
  const asked = await service.say(direct, "U1", "how many posts go?");
  await service.settled();
  await service.until(() => statuses().length === 2);
  expect(statuses().map(({ threadTs, status }) => [threadTs, status])).toEqual([
    [asked.ts, "is looking it up..."],
    [asked.ts, ""],
  ]);
  const personal = await service.say("C1", "U1", "<@U0BOT> what about my letter?");
  await service.settled();
  await service.until(() => statuses().length === 4);
  expect(statuses().at(-1)).toEqual({ channel: "C1", threadTs: personal.ts, status: "" });
});

test("it is not shown for what nobody will answer there, nor twice for one message", async () => {
  await service.say("C1", "U2", "lunch?");
  await service.say("C0OFF", "U1", "<@U0BOT> how many posts go?");
  await service.command("how many posts go?");
  await service.settled();
  expect(statuses()).toEqual([]);
});

test("that Slack refuses it costs nothing", async () => {
  service.slack.plan({ method: "assistant.threads.setStatus", times: 9, kind: "error", error: "missing_scope" });
  const { acknowledged } = await service.say("C1", "U1", "<@U0BOT> how many posts go?");
  expect(acknowledged).toBe(true);
  await service.settled();
  expect(service.posts()).toHaveLength(1);
});
