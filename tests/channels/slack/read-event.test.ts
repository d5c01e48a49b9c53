import { existsSync, readdirSync, readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { readEvent, type SlackNews } from "../../../src/channels/slack/read-event.ts";

const identity = { team: "T1", botUserId: "U0BOT", botId: "B0BOT" };
const event = (over: Record<string, unknown>): unknown => ({
  type: "event_callback",
  team_id: "T1",
  event_id: "Ev1",
  event: {
    type: "message",
    user: "U1",
    text: "How many posts go?",
    ts: "1718870400.000100",
    channel: "C1",
    channel_type: "channel",
    ...over,
  },
});
const read = (over: Record<string, unknown>): SlackNews => readEvent(identity, event(over));
const messageIn = (over: Record<string, unknown>) => {
  const news = read(over);
  if (news.kind !== "message") throw new Error(`ignored: ${JSON.stringify(news)}`);
  return news.message;
};

describe("what is meant for the bot", () => {
  test("everything in a direct message", () => {
    const message = messageIn({ channel: "D1", channel_type: "im" });
    expect(message).toMatchObject({
      externalId: "T1:D1:1718870400.000100",
      threadKey: "T1:@U1",
      text: "How many posts go?",
      sentAt: "2024-06-20T08:00:00.000Z",
      addressed: "yes",
      place: { surface: "dm", threadTs: null, isShared: false },
    });
  });

  test("a mention, once, although it comes as two events", () => {
    const text = "<@U0BOT> how many posts go?";
    const one = messageIn({ type: "app_mention", text, channel_type: undefined });
    const two = messageIn({ text });
    expect(one.externalId).toBe(two.externalId);
    expect(one.text).toBe("how many posts go?");
    expect(one.place).toMatchObject({ surface: "channel", threadTs: "1718870400.000100", isShared: true });
  });

  test("perhaps, what is written in a thread", () => {
    const message = messageIn({ thread_ts: "1718870000.000100", text: "and <@U2> in Leeds?" });
    expect(message).toMatchObject({ addressed: "in_thread", speaksToOthers: true, threadKey: "T1:C1:1718870000.000100" });
  });

  test("what the assistant pane is asked, in its own thread", () => {
    const message = messageIn({ channel: "D1", channel_type: "im", thread_ts: "1718870000.000100" });
    expect(message.place).toMatchObject({ surface: "assistant", threadTs: "1718870000.000100" });
  });

  test.each([
    ["talk in a channel", {}],
    ["another bot", { bot_id: "B9", channel_type: "im", channel: "D1" }],
    ["the bot itself", { user: "U0BOT", channel_type: "im", channel: "D1" }],
    ["its own message without a user", { user: undefined, bot_id: "B0BOT", channel_type: "im", channel: "D1" }],
    ["a mention by a bot", { type: "app_mention", subtype: "bot_message", bot_id: "B9", user: undefined, text: "<@U0BOT> hi" }],
    ["a join", { subtype: "channel_join", text: "<@U1> has joined" }],
    ["Slack itself", { user: "USLACKBOT", channel_type: "im", channel: "D1" }],
    ["a subtype of tomorrow", { subtype: "hologram", channel_type: "im", channel: "D1" }],
    ["a hidden message", { hidden: true, channel_type: "im", channel: "D1" }],
    ["a broken instant", { ts: "yesterday", channel_type: "im", channel: "D1" }],
  ])("but not %s", (_, over) => {
    expect(read(over).kind).toBe("ignored");
  });
});

describe("edits and deletions", () => {
  const changed = (text: string, before: string) =>
    read({
      subtype: "message_changed",
      channel: "D1",
      channel_type: "im",
      message: { user: "U1", text, ts: "1718870400.000100" },
      previous_message: { text: before },
    });

  test("an edit carries the new words under the old name", () => {
    expect(changed("How many go now?", "How many go?")).toMatchObject({
      kind: "edited",
      externalId: "T1:D1:1718870400.000100",
      message: { text: "How many go now?" },
    });
  });

  test("Slack's own change, such as a preview of a link, is none", () => {
    expect(changed("How many go?", "How many go?").kind).toBe("ignored");
  });

  test("a deletion, and the headstone that a thread keeps", () => {
    const gone = { kind: "deleted", externalId: "T1:D1:1718870400.000100" };
    expect(
      read({ subtype: "message_deleted", channel: "D1", deleted_ts: "1718870400.000100", previous_message: { user: "U1" } }),
    ).toMatchObject(gone);
    const headstone = { user: "USLACKBOT", subtype: "tombstone", text: "This message was deleted.", ts: "1718870400.000100" };
    expect(read({ subtype: "message_changed", channel: "D1", message: headstone })).toMatchObject(gone);
  });

  test("what the bot's own message becomes is nobody's business", () => {
    expect(
      read({ subtype: "message_deleted", channel: "D1", deleted_ts: "1718870400.000100", previous_message: { user: "U0BOT" } })
        .kind,
    ).toBe("ignored");
  });
});

const captured = new URL("../../../../shared/data/slack/captured_payloads.jsonl", import.meta.url);

test.skipIf(!existsSync(captured))("no payload of the shared collection is too strange to read, alone or as an event", () => {
  const rows = readFileSync(captured, "utf8")
    .trim()
    .split("\n")
    .map((line) => JSON.parse(line) as { body: unknown });
  const kinds = rows.flatMap(({ body }) => [
    readEvent(identity, body),
    readEvent(identity, { type: "event_callback", team_id: "T1", event: body }),
  ]);
  expect(kinds).toHaveLength(2 * rows.length);
  expect(kinds.filter(({ kind }) => kind === "message").length).toBeLessThan(12);
});

/** Every shape of event that the shared collection knows, as an event that arrives. */
const logged = new URL("../../../../shared/data/slack/json-logs/events/", import.meta.url);
const bodies = existsSync(logged)
  ? readdirSync(logged)
      .sort()
      .map((file) => [file, JSON.parse(readFileSync(new URL(file, logged), "utf8")) as Record<string, unknown>] as const)
  : [];

/** What makes any of them one that people did not write. */
const notPeople: [string, Record<string, unknown>][] = [
  ["another bot's", { bot_id: "B9" }],
  ["the bot's own", { user: "U0BOT" }],
  ["the bot's own, by its id", { bot_id: "B0BOT", user: undefined }],
  ["Slack's own", { user: "USLACKBOT" }],
  ["nobody's", { user: undefined }],
  ["a join", { subtype: "channel_join" }],
  ["of a kind of tomorrow", { subtype: "hologram" }],
];

describe.skipIf(bodies.length === 0)("every event of the shared collection", () => {
  const acting = new Set(["message", "edited"]);
  /** The event as it is, in a direct conversation and naming the bot: as near to a question as it can come. */
  const nearQuestion = (event: Record<string, unknown>): Record<string, unknown> => ({
    ...event,
    text: "<@U0BOT> how many posts go?",
    ts: "1718870400.000100",
    channel: "D1",
    channel_type: "im",
  });

  test("is read without a fault, and none of another kind is a question, however near it comes", () => {
    expect(bodies.length).toBeGreaterThan(60);
    for (const [file, body] of bodies) {
      const event = (body.event ?? body) as Record<string, unknown>;
      for (const inner of [event, nearQuestion(event)]) {
        const news = readEvent(identity, { type: "event_callback", team_id: "T1", event: inner });
        if (event.type !== "message" && event.type !== "app_mention")
          expect([file, acting.has(news.kind)]).toEqual([file, false]);
      }
    }
  });

  test.each(notPeople)("triggers nothing when it is %s", (_, over) => {
    for (const [file, body] of bodies) {
      const event = (body.event ?? body) as Record<string, unknown>;
      const inner = (event.message ?? {}) as Record<string, unknown>;
      const near = { ...nearQuestion(event), ...over, message: { ...nearQuestion(inner), ...over } };
      const news = readEvent(identity, { type: "event_callback", team_id: "T1", event: near });
      expect([file, acting.has(news.kind)]).toEqual([file, false]);
    }
  });
});

test.skipIf(bodies.length > 0)("skips the shared collection of events, which is not there", () => {
  console.warn("SKIPPED: ../shared/data/slack/json-logs/events is missing");
});
