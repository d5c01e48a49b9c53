import { afterEach, beforeEach, expect, test } from "vitest";
import { until } from "../support/running-service.ts";
import { type SlackService, slackService } from "../support/slack-ground.ts";

const question = "How long is the notice period after five years of service?";
const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

let service: SlackService;
beforeEach(async () => {
  service = await slackService();
});
afterEach(() => service.close());

test("each message that came while both sockets were down is answered once, and Slack's own tries add nothing", async () => {
  await service.start();
  const { slack } = service;
  const before = service.ask({ channel: "D1", user: "U1", text: question });
  expect((await before.sent).acknowledged).toBe(true);
  slack.sockets.accept(false);
  slack.sockets.drop("all");
  await until(() => slack.sockets.count() === 0);
  const written = Array.from({ length: 50 }, (_, number) => {
    const user = `U${number + 10}`;
    return slack.workspace.write({ channel: slack.workspace.directOf(user), user, text: question });
  });
  await pause(5000);
  slack.sockets.accept(true);
  await until(() => slack.sockets.count() === 2);
  // Slack tries some of them again at the same time.
  const again = written.slice(0, 20).map(({ channel, user, text, ts }) =>
    slack.sockets.send("events_api", {
      type: "event_callback",
      team_id: slack.workspace.team,
      event_id: `Ev${ts}`,
      event: { type: "message", channel, channel_type: "im", user, text, ts },
    }),
  );
  expect((await Promise.all(again)).every(({ acknowledged }) => acknowledged)).toBe(true);
  await until(() => service.posts().length >= 51);
  await pause(2500);
  expect(written.map(({ channel }) => service.posts(channel).length)).toEqual(written.map(() => 1));
  expect(service.posts("D1")).toHaveLength(1);
});

test("a refresh of one socket or of both, and a hard end of one, lose nothing", async () => {
  await service.start();
  const { slack } = service;
  const sent = [];
  for (const [number, trouble] of [
    () => slack.sockets.refresh("one"),
    () => slack.sockets.refresh("all"),
    () => slack.sockets.drop("one"),
    () => undefined,
  ].entries()) {
    trouble();
    for (let part = 0; part < 5; part += 1)
      sent.push(service.ask({ channel: `D${number}X${part}`, user: `U${number}X${part}`, text: question }));
    await pause(700);
  }
  expect((await Promise.all(sent.map(({ sent: fared }) => fared))).every(({ acknowledged }) => acknowledged)).toBe(true);
  await until(() => service.posts().length >= 20);
  await pause(1500);
  expect(sent.map(({ message }) => service.posts(message.channel).length)).toEqual(sent.map(() => 1));
});

test("an answer of Slack's that is lost, or a 500 after the work, leads to one post", async () => {
  await service.start();
  service.slack.plan(
    { method: "chat.postMessage", times: 2, kind: "lost" },
    { method: "chat.postMessage", times: 2, kind: "broken" },
  );
  const channels = ["D1", "D2", "D3", "D4", "D5"];
  for (const channel of channels) service.ask({ channel, user: `U${channel}`, text: question });
  await until(() => channels.every((channel) => service.posts(channel).length > 0));
  // A second post would come with the next try, some seconds later.
  await pause(8000);
  expect(channels.map((channel) => service.posts(channel).length)).toEqual([1, 1, 1, 1, 1]);
});

test("a conversation that Slack wants left alone keeps its order and holds up no other, also after a restart", async () => {
  const first = await service.start();
  const { slack } = service;
  slack.plan({ method: "chat.postMessage", channel: "D1", times: 1, kind: "limited", retryAfterSeconds: 60 });
  const limitedAtMs = performance.now();
  const three = ["first", "second", "third"].map((word) =>
    service.ask({ channel: "D1", user: "U1", text: `${question} ${word}` }),
  );
  await until(() => slack.calls.some(({ status }) => status === 429));
  const others = Array.from({ length: 20 }, (_, number) => `D9X${number}`);
  for (const channel of others) service.ask({ channel, user: `U${channel}`, text: question });
  await until(() => others.every((channel) => service.posts(channel).length === 1));
  expect(performance.now() - limitedAtMs).toBeLessThan(59_000);
  expect(service.posts("D1")).toEqual([]);
  first.kill("SIGKILL");
  await first.ended;
  await until(() => slack.sockets.count() === 0);
  await service.start();
  await until(() => service.posts("D1").length === 3);
  expect(performance.now() - limitedAtMs).toBeGreaterThan(59_500);
  const order = service
    .posts("D1")
    .map(({ metadata }) => (metadata as { event_payload: { reply_id: string } }).event_payload.reply_id);
  expect(new Set(order).size).toBe(3);
  // Of one conversation one reply is out at a time, so the order of the posts is that of the questions.
  const stored = await service.ground.engine.sql(service.ground.store, "SELECT id FROM outbox ORDER BY position");
  expect(order).toEqual(stored.map(({ id }) => id).filter((id) => order.includes(id as string)));
  expect(three).toHaveLength(3);
});
