import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { createLanes } from "../../../src/channels/slack/lanes.ts";
import { createSlackCall } from "../../../src/channels/slack/slack-call.ts";
import { slackChannel } from "../../../src/channels/slack/slack-channel.ts";
import { placeAsText, type SlackPlace } from "../../../src/channels/slack/slack-place.ts";
import { createSlackStreams, type SlackStreams } from "../../../src/channels/slack/streams/slack-streams.ts";
import type { OutboundReply } from "../../../src/domain/message.ts";
import type { AnswerReply } from "../../../src/domain/reply.ts";
import type { AnswerProgress } from "../../../src/flows/answer-progress.ts";
import type { ReplyChannel } from "../../../src/ports/reply-channel.ts";
import { type FakeSlack, startFakeSlack } from "../../../tools/fake-slack/fake-slack.ts";
import type { FakeMessage } from "../../../tools/fake-slack/workspace.ts";
import { plainReply } from "../../support/plain-reply.ts";

type Service = { streams: SlackStreams; channel: ReplyChannel };

/** What one process holds; a second one knows nothing of the first. */
const service = (): Service => {
  const call = createSlackCall("xoxb-test", slack.apiUrl);
  const streams = createSlackStreams(call);
  const sleep = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms));
  return { streams, channel: slackChannel({ call, lanes: createLanes(() => performance.now(), sleep, 0), streams }) };
};

let slack: FakeSlack;
let question: FakeMessage;
let place: SlackPlace;

beforeEach(async () => {
  slack = await startFakeSlack();
  question = slack.workspace.write({ channel: "D1", user: "U1", text: "How many boards will there be in 2026?" });
  const { ts } = question;
  place = { surface: "assistant", team: "T1", channel: "D1", user: "U1", threadTs: ts, messageTs: ts, isShared: false };
});
afterEach(() => slack.close());

const claim = (text: string, listItem = false): AnswerProgress => ({
  kind: "claim",
  question: "",
  claim: { text, quotations: [], listItem },
  sources: ["The page"],
});
const answer = (over: Partial<AnswerReply> = {}): AnswerReply => ({
  ...plainReply("There will be 26 boards."),
  outcome: "answered",
  ...over,
});
const reply = (over: Partial<AnswerReply> = {}): OutboundReply => ({
  id: "M1.1",
  messageId: "M1",
  channel: "slack",
  threadKey: "",
  replyTo: placeAsText(place),
  text: "",
  content: answer(over),
});
const message = () => ({ channel: "slack" as const, externalId: "T1:D1:1", replyTo: placeAsText(place), text: question.text });
const ofBot = () => slack.workspace.messages.filter(({ user }) => user === slack.workspace.botUser);
const metadataOf = (posted: FakeMessage | undefined) => (posted?.metadata as { event_payload?: unknown } | null)?.event_payload;
const until = (condition: () => boolean) => expect.poll(condition, { timeout: 3000, interval: 5 }).toBe(true);
const methods = () => slack.calls.map(({ method }) => method);

/** Works on the message: says each claim, and goes on once Slack has it. */
const work = (streams: SlackStreams, claims: string[], end: () => AnswerReply | null = answer) =>
  streams.during(
    message(),
    true,
    () => undefined,
    async (onProgress) => {
      for (const text of claims) {
        onProgress(claim(text));
        await until(() => JSON.stringify(ofBot()).includes(text));
      }
      return { reply: end() };
    },
  );

/** One whole answer, in one message, and nothing of the bot's besides. */
const expectOneAnswer = () => {
  expect(ofBot()).toHaveLength(1);
  expect(metadataOf(ofBot()[0])).toEqual({ reply_id: "M1.1", part: 0 });
  expect(ofBot()[0]?.streaming).not.toBe("in_progress");
  expect(JSON.stringify(ofBot()[0]?.blocks)).toContain("There will be 26 boards.");
  expect(JSON.stringify(ofBot()[0]?.blocks)).not.toContain("begun");
  expect(ofBot()[0]?.threadTs).toBe(question.ts);
};

describe("streaming", () => {
  test("claims stand in the thread while the rest is written, and the reply takes their place", async () => {
    const { streams, channel } = service();
    await work(streams, ["One claim begun.", "Another begun."]);
    expect(ofBot()).toMatchObject([{ streaming: "in_progress", metadata: null, threadTs: question.ts }]);
    expect(methods().filter((method) => method.includes("Stream"))).toEqual(["chat.startStream", "chat.appendStream"]);
    const sent = await channel.deliver(reply(), 2000);
    expect(sent).toEqual({ kind: "sent", externalRef: `D1:${ofBot()[0]?.ts}` });
    expectOneAnswer();
    expect(await channel.find(reply(), 2000)).toEqual(sent);
    expect(methods()).not.toContain("chat.postMessage");
  });

  test("nothing in a claim can call anybody, link or be formatted", async () => {
    const hostile = "<!channel> <@U999> **bold** [click](https://evil.test) :bomb: begun";
    await work(service().streams, [hostile]);
    expect(ofBot()[0]).toMatchObject({ text: "", blocks: [{ type: "rich_text" }] });
    expect(JSON.stringify(ofBot()[0]?.blocks)).toContain(JSON.stringify(hostile));
  });

  test("only in threads of the direct conversation, and never where others read", async () => {
    for (const surface of ["channel", "dm", "command", "shortcut"] as const) {
      place = { ...place, surface, threadTs: surface === "channel" ? place.messageTs : null, isShared: surface === "channel" };
      const handled = await service().streams.during(
        message(),
        true,
        () => undefined,
        async (onProgress) => {
          onProgress(claim("begun"));
          return { reply: answer() };
        },
      );
      expect(handled.reply).not.toBeNull();
    }
    expect(slack.calls).toEqual([]);
  });

  test("the conversation is named after what was answered from the pages, and after nothing that went to a rep", async () => {
    const { streams } = service();
    await work(streams, [], () => answer({ outcome: "handed_over", reason: "personal_matter" }));
    await streams.during(
      message(),
      false,
      () => undefined,
      async () => ({ reply: answer() }),
    );
    await work(streams, []);
    await until(() => methods().includes("assistant.threads.setTitle"));
    const titles = slack.calls.filter(({ method }) => method === "assistant.threads.setTitle");
    expect(titles.map(({ args }) => args.title)).toEqual(["How many boards will there be in 2026?"]);
  });

  test("what is refused or lost costs the first sight and not the answer", async () => {
    for (const kind of ["lost", "refused"] as const) {
      slack.workspace.messages.splice(1);
      slack.plan({ method: "chat.startStream", times: 1, kind });
      const { streams, channel } = service();
      await streams.during(
        message(),
        true,
        () => undefined,
        async (onProgress) => {
          onProgress(claim("begun"));
          await until(() => slack.calls.at(-1)?.method === "chat.startStream");
          onProgress(claim("also begun"));
          return { reply: answer() };
        },
      );
      expect((await channel.deliver(reply(), 2000)).kind).toBe("sent");
      expectOneAnswer();
    }
  });

  test("a stream that no reply will follow is taken away", async () => {
    await work(service().streams, ["begun"], () => null);
    expect(ofBot()).toEqual([]);
  });
});

test("a stream for a message that was taken back goes when the work on it ends", async () => {
  const { streams } = service();
  streams.abandon("T1:D1:1");
  await work(streams, ["begun"]);
  expect(ofBot()).toHaveLength(1);
  slack.workspace.messages.splice(1);
  await work(streams, ["begun"], () => {
    streams.abandon("T1:D1:1");
    return answer();
  });
  expect(ofBot()).toEqual([]);
});

describe("a process that ends in the middle", () => {
  /** Says a claim and is never heard of again. */
  const killedWhileWorking = async (): Promise<void> => {
    void service().streams.during(
      message(),
      true,
      () => undefined,
      async (onProgress) => {
        onProgress(claim("One claim begun."));
        return new Promise<never>(() => undefined);
      },
    );
    await until(() => ofBot().length === 1);
  };

  test("while claims are said: the next one says none, and delivers one whole answer", async () => {
    await killedWhileWorking();
    const { streams, channel } = service();
    await streams.during(
      message(),
      true,
      () => undefined,
      async (onProgress) => {
        onProgress(claim("Once more begun."));
        await until(() => methods().filter((method) => method === "conversations.replies").length >= 2);
        return { reply: answer() };
      },
    );
    expect(ofBot()).toHaveLength(1);
    expect((await channel.deliver(reply(), 2000)).kind).toBe("sent");
    expectOneAnswer();
  });

  test.each(["chat.stopStream", "chat.update"])("during %s: one whole answer, whether Slack did it or not", async (method) => {
    for (const kind of ["lost", "refused", "broken"] as const) {
      slack.workspace.messages.splice(1);
      await killedWhileWorking();
      slack.plan({ method, times: 1, kind });
      const first = await service().channel.deliver(reply(), 2000);
      expect(first.kind).not.toBe("sent");
      // As the outbox does: after a doubt it asks, and sends again only what is not there.
      const next = service().channel;
      if ((await next.find(reply(), 2000)).kind === "absent") expect((await next.deliver(reply(), 2000)).kind).toBe("sent");
      expectOneAnswer();
    }
  });

  test("when Slack will not have the stream changed, it goes and the reply comes by itself", async () => {
    await killedWhileWorking();
    slack.plan({ method: "chat.update", times: 1, kind: "error", error: "cant_update_message" });
    expect((await service().channel.deliver(reply(), 2000)).kind).toBe("sent");
    expectOneAnswer();
    expect(methods()).toContain("chat.postMessage");
  });

  test("two streams that were left become one answer, also when removing one fails at first", async () => {
    await killedWhileWorking();
    const other = slack.workspace.write({ channel: "D1", user: slack.workspace.botUser, text: "", threadTs: question.ts });
    Object.assign(other, { streaming: "completed", blocks: [{ type: "divider" }] });
    slack.plan({ method: "chat.delete", times: 1, kind: "broken" });
    const { channel } = service();
    expect(await channel.deliver(reply(), 2000)).toMatchObject({ kind: "refused", final: false });
    expect((await channel.deliver(reply(), 2000)).kind).toBe("sent");
    expectOneAnswer();
  });

  test("when Slack cannot be asked what stands there, nothing is sent yet", async () => {
    await killedWhileWorking();
    slack.plan({ method: "conversations.replies", times: 1, kind: "broken" });
    const { channel } = service();
    expect(await channel.deliver(reply(), 2000)).toEqual({
      kind: "refused",
      code: "cannot_look",
      retryAfterMs: null,
      final: false,
      pauses: "conversation",
    });
    expect((await channel.deliver(reply(), 2000)).kind).toBe("sent");
    expectOneAnswer();
  });

  test("the stream of the next question stays when the reply before it is delivered", async () => {
    const { streams, channel } = service();
    await work(streams, []);
    let end = (): void => undefined;
    const next = streams.during(
      message(),
      false,
      () => undefined,
      async (onProgress) => {
        onProgress(claim("next"));
        await new Promise<void>((resolve) => {
          end = resolve;
        });
        return { reply: answer() };
      },
    );
    await until(() => ofBot().length === 1);
    expect((await channel.deliver(reply(), 2000)).kind).toBe("sent");
    expect(ofBot().map(({ streaming }) => streaming)).toEqual(["in_progress", null]);
    end();
    await next;
  });

  test("an answer that was posted, and the bot's greeting, are no streams", async () => {
    slack.workspace.write({ channel: "D1", user: slack.workspace.botUser, text: "Hello", threadTs: question.ts });
    const { channel } = service();
    await channel.deliver(reply(), 2000);
    await channel.deliver({ ...reply(), id: "M2.1" }, 2000);
    expect(ofBot()).toHaveLength(3);
  });
});
