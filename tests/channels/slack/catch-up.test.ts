import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { type CatchUp, createCatchUp } from "../../../src/channels/slack/catch-up.ts";
import { readEvent, type SlackNews } from "../../../src/channels/slack/read-event.ts";
import { createSlackCall } from "../../../src/channels/slack/slack-call.ts";
import type { HeardStore } from "../../../src/ports/heard-store.ts";
import { type FakeSlack, startFakeSlack } from "../../../tools/fake-slack/fake-slack.ts";

let slack: FakeSlack;
let stored: Map<string, { threadKey: string; sentAt: string }>;
let firstAt: string | null;
let handedOver: SlackNews[];
let catchUp: CatchUp;
let faults: string[];

const heard: HeardStore = {
  firstArrivedAt: async () => firstAt,
  threadsSince: async () => {
    const threads = new Map<string, string>();
    for (const { threadKey, sentAt } of stored.values())
      threads.set(threadKey, [threads.get(threadKey) ?? "", sentAt].sort().at(-1)!);
    return [...threads].map(([threadKey, latestSentAt]) => ({ threadKey, latestSentAt }));
  },
  heardOf: async (_, ids) => new Set(ids.filter((id) => stored.has(id))),
};

beforeEach(async () => {
  slack = await startFakeSlack();
  stored = new Map();
  handedOver = [];
  faults = [];
  firstAt = new Date(Date.now() - 40 * 3_600_000).toISOString();
  catchUp = createCatchUp({
    call: createSlackCall("xoxb-test", slack.apiUrl),
    team: slack.workspace.team,
    heard,
    nowMs: Date.now,
    pause: (ms) => new Promise((resolve) => setTimeout(resolve, Math.min(ms, 20))),
    log: (code) => void faults.push(code),
  });
  const identity = { team: slack.workspace.team, botUserId: slack.workspace.botUser, botId: slack.workspace.botId };
  await catchUp.open(async ({ body }) => {
    const news = readEvent(identity, body);
    if (news.kind === "ignored") return;
    handedOver.push(news);
    if (news.kind === "message")
      stored.set(news.message.externalId, { threadKey: news.message.threadKey, sentAt: news.message.sentAt });
  });
});
afterEach(async () => {
  await catchUp.close();
  await slack.close();
});

const hoursAgo = (hours: number): string => ((Date.now() - hours * 3_600_000) / 1000).toFixed(6);
const textsOf = () =>
  handedOver.map((news) => (news.kind === "message" || news.kind === "edited" ? news.message.text : news.kind));
/** Reads once, to its end: asking the store of what is left is the last that a reading does. */
const readAll = async () => {
  catchUp.missed();
  const calls = () => slack.calls.length;
  await vi.waitFor(() => expect(calls()).toBeGreaterThan(0));
  for (let before = -1; before !== calls(); ) {
    before = calls();
    await new Promise((resolve) => setTimeout(resolve, 150));
  }
};
const storedAs = (message: { channel: string; ts: string }, threadTs = "") =>
  stored.set(`${slack.workspace.team}:${message.channel}:${message.ts}`, {
    threadKey: `${slack.workspace.team}:${message.channel}:${threadTs}`,
    sentAt: new Date(Number(message.ts) * 1000).toISOString(),
  });

describe("what was written while nobody listened", () => {
  test("in direct conversations, with mentions, in threads: each once and in order, however often it is read", async () => {
    const { workspace } = slack;
    const root = workspace.write({ channel: "C1", user: "U1", text: "<@U0BOT> first" });
    storedAs(root, root.ts);
    workspace.write({ channel: "C1", user: "U2", text: "talk" });
    workspace.write({ channel: "C1", user: "U1", text: "and in Leeds?", threadTs: root.ts });
    workspace.write({ channel: "C1", user: "U2", text: "<@U0BOT> second" });
    for (let number = 0; number < 450; number += 1) workspace.write({ channel: "D5", user: "U5", text: `question ${number}` });
    await readAll();
    expect(textsOf().filter((text) => text.startsWith("question"))).toEqual(
      Array.from({ length: 450 }, (_, number) => `question ${number}`),
    );
    expect(textsOf().filter((text) => !text.startsWith("question"))).toEqual(["and in Leeds?", "second"]);
    await readAll();
    expect(handedOver).toHaveLength(452);
    expect(faults).toEqual([]);
  });

  test("in the thread of a message that is older than what is read", async () => {
    const { workspace } = slack;
    const root = workspace.write({ channel: "C1", user: "U1", text: "<@U0BOT> first" });
    root.ts = hoursAgo(30);
    storedAs(root, root.ts);
    workspace.write({ channel: "C1", user: "U1", text: "and now?", threadTs: root.ts });
    await readAll();
    expect(textsOf()).toEqual(["and now?"]);
  });

  test("but not what is older than a day, or than Noticeboard itself, or the bot's own", async () => {
    const { workspace } = slack;
    workspace.write({ channel: "D5", user: "U5", text: "long ago" }).ts = hoursAgo(25);
    workspace.write({ channel: "D6", user: "U6", text: "before the installation" }).ts = hoursAgo(3);
    workspace.write({ channel: "D6", user: "U6", text: "after it" }).ts = hoursAgo(1);
    workspace.write({ channel: "D6", user: workspace.botUser, text: "an answer" });
    firstAt = new Date(Date.now() - 2 * 3_600_000).toISOString();
    await readAll();
    expect(textsOf()).toEqual(["after it"]);
  });

  test("nothing at the very first start", async () => {
    slack.workspace.write({ channel: "D5", user: "U5", text: "hello?" }).ts = hoursAgo(0.5);
    firstAt = null;
    await readAll();
    expect(textsOf()).toEqual([]);
  });

  test("an edit of what is stored, as an edit", async () => {
    const message = slack.workspace.write({ channel: "D5", user: "U5", text: "How many go?" });
    storedAs(message);
    Object.assign(message, { text: "How many stay?", editedTs: slack.workspace.nextTs() });
    await readAll();
    expect(handedOver).toMatchObject([{ kind: "edited", message: { text: "How many stay?" } }]);
  });

  test("also when Slack asks for patience, breaks, or shows one conversation to nobody", async () => {
    slack.workspace.write({ channel: "C9", user: "U1", text: "<@U0BOT> hidden" });
    slack.workspace.write({ channel: "D5", user: "U5", text: "hello" });
    slack.plan(
      { method: "users.conversations", times: 1, kind: "limited", retryAfterSeconds: 1 },
      { method: "conversations.history", channel: "C9", times: 1, kind: "error", error: "not_in_channel" },
      { method: "conversations.history", channel: "D5", times: 2, kind: "broken" },
    );
    await readAll();
    expect(textsOf()).toEqual(["hello"]);
    expect(faults).toEqual(["slack_history_refused"]);
  });
});
