import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { createLanes } from "../../../src/channels/slack/lanes.ts";
import { createSlackCall } from "../../../src/channels/slack/slack-call.ts";
import { slackChannel } from "../../../src/channels/slack/slack-channel.ts";
import { placeAsText, type SlackPlace, threadKeyOf } from "../../../src/channels/slack/slack-place.ts";
import type { OutboundReply } from "../../../src/domain/message.ts";
import type { AnswerReply } from "../../../src/domain/reply.ts";
import type { ReplyChannel } from "../../../src/ports/reply-channel.ts";
import { type FakeSlack, startFakeSlack } from "../../../tools/fake-slack/fake-slack.ts";
import { plainReply } from "../../support/plain-reply.ts";

let slack: FakeSlack;
let channel: ReplyChannel;

beforeEach(async () => {
  slack = await startFakeSlack();
  const call = createSlackCall("xoxb-test", slack.apiUrl);
  const sleep = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms));
  channel = slackChannel({ call, lanes: createLanes(() => performance.now(), sleep, 20) });
});
afterEach(() => slack.close());

const there: SlackPlace = {
  surface: "channel",
  team: "T1",
  channel: "C1",
  user: "U1",
  threadTs: "1718870400.000100",
  messageTs: "1718870400.000100",
  isShared: true,
};
let made = 0;
const reply = (over: Partial<AnswerReply> = {}, place: Partial<SlackPlace> = {}): OutboundReply => {
  made += 1;
  const content = { ...plainReply("The number falls from 60 to 35."), ...over };
  const at = { ...there, ...place };
  return {
    id: `M${made}.1`,
    messageId: `M${made}`,
    channel: "slack",
    threadKey: threadKeyOf(at),
    replyTo: placeAsText(at),
    text: content.lead ?? "",
    content,
  };
};
const posted = () => slack.workspace.messages.filter(({ ephemeralTo }) => ephemeralTo === null);

describe("delivering", () => {
  test("posts once, under the question, with nothing unfolded, and finds it again", async () => {
    const one = reply();
    const sent = await channel.deliver(one, 2000);
    expect(sent).toEqual({ kind: "sent", externalRef: `C1:${posted()[0]?.ts}` });
    expect(await channel.find(one, 2000)).toEqual(sent);
    expect(await channel.find(reply(), 2000)).toEqual({ kind: "absent" });
    expect(posted()).toMatchObject([{ channel: "C1", threadTs: there.threadTs }]);
    expect(slack.calls.find(({ method }) => method === "chat.postMessage")?.args).toMatchObject({
      unfurl_links: "false",
      unfurl_media: "false",
    });
  });

  test("does not know of a post whose answer was lost, and finds it when it asks", async () => {
    const one = reply();
    slack.plan({ method: "chat.postMessage", times: 1, kind: "lost" });
    expect((await channel.deliver(one, 2000)).kind).toBe("unknown");
    expect((await channel.find(one, 2000)).kind).toBe("sent");
    expect(posted()).toHaveLength(1);
  });

  test("does not say that nothing is there when Slack cannot be asked", async () => {
    const one = reply();
    slack.plan({ method: "conversations.replies", times: 1, kind: "broken" });
    expect(await channel.find(one, 2000)).toEqual({ kind: "cannot_tell" });
  });

  test("leaves a conversation alone for as long as Slack says, and no other", async () => {
    slack.plan({ method: "chat.postMessage", channel: "C1", times: 1, kind: "limited", retryAfterSeconds: 30 });
    expect(await channel.deliver(reply(), 2000)).toMatchObject({
      kind: "refused",
      retryAfterMs: 30_000,
      final: false,
      pauses: "conversation",
    });
    const later = await channel.deliver(reply(), 2000);
    expect(later).toMatchObject({ kind: "later" });
    expect((later as { dueInMs: number }).dueInMs).toBeGreaterThan(29_000);
    expect((await channel.deliver(reply({}, { channel: "C2" }), 2000)).kind).toBe("sent");
    expect(slack.calls.filter(({ method }) => method === "chat.postMessage")).toHaveLength(2);
  });

  test.each(["is_archived", "channel_not_found", "not_in_channel", "account_inactive"])(
    "gives up for good on %s",
    async (error) => {
      slack.plan({ method: "chat.postMessage", times: 1, kind: "error", error });
      expect(await channel.deliver(reply(), 2000)).toMatchObject({ kind: "refused", code: error, final: true });
    },
  );

  test("knows that nothing was sent when nobody was there", async () => {
    const one = reply();
    await slack.close();
    expect(await channel.deliver(one, 2000)).toMatchObject({ kind: "refused", final: false });
    slack = await startFakeSlack();
  });

  test("tells a long answer in several messages, and after a break only what is missing", async () => {
    const sentence = "Every board keeps its chair until the merger is approved by the regulator in the autumn of the year. "
      .repeat(4)
      .trim();
    const claims = Array.from({ length: 30 }, (_, index) => ({ text: `${index}. ${sentence}`, citations: [], listItem: false }));
    const one = reply({ lead: null, parts: [{ question: null, claims, citations: [] }] });
    slack.plan(
      { method: "chat.postMessage", times: 1, kind: "slow", ms: 0 },
      { method: "chat.postMessage", times: 1, kind: "lost" },
    );
    expect((await channel.deliver(one, 2000)).kind).toBe("unknown");
    expect((await channel.find(one, 2000)).kind).toBe("absent");
    // The conversation's pace holds for the second try too.
    let again = await channel.deliver(one, 2000);
    while (again.kind === "later") {
      await new Promise((resolve) => setTimeout(resolve, 10));
      again = await channel.deliver(one, 2000);
    }
    expect(again.kind).toBe("sent");
    const parts = posted().map(({ metadata }) => (metadata as { event_payload: { part: number } }).event_payload.part);
    expect(parts).toEqual(Array.from({ length: parts.length }, (_, part) => part));
    expect(parts.length).toBeGreaterThan(2);
    const said = JSON.stringify(posted().map(({ blocks }) => blocks));
    for (const { text } of claims) expect(said.split(`"${text} "`)).toHaveLength(2);
    expect((await channel.find(one, 2000)).kind).toBe("sent");
  });
});

describe("privacy", () => {
  test("a personal matter asked before others is answered in private, with a note that gives nothing away", async () => {
    const lead = "Thank you for telling me about your grievance.";
    const one = reply({ lead, outcome: "handed_over", reason: "personal_matter" });
    expect((await channel.deliver(one, 2000)).kind).toBe("sent");
    expect(posted()).toMatchObject([{ channel: slack.workspace.directOf("U1"), threadTs: null }]);
    const note = slack.workspace.messages.find(({ ephemeralTo }) => ephemeralTo === "U1");
    expect(note?.channel).toBe("C1");
    expect(note?.text).not.toMatch(/grievance|case|rep\b/i);
    expect((await channel.find(one, 2000)).kind).toBe("sent");
  });

  test("the answer to a command comes in private, where it can be found again", async () => {
    await channel.deliver(reply({}, { surface: "command", threadTs: null, messageTs: null }), 2000);
    expect(posted()).toMatchObject([{ channel: slack.workspace.directOf("U1") }]);
  });

  test("nothing that is quoted can call anybody, link anywhere or be formatted", async () => {
    const hostile = "<!channel> <@U999> <https://evil.test|click> *bold* :bomb: & `code` <script>";
    await channel.deliver(reply({ lead: hostile }), 2000);
    const [message] = posted();
    expect(message?.text).not.toMatch(/<[!@h]/);
    const elements = JSON.stringify(message?.blocks);
    expect(elements).toContain(JSON.stringify(hostile).slice(1, -1));
    expect(message?.blocks.every((block) => ["rich_text", "actions"].includes((block as { type: string }).type))).toBe(true);
    expect(elements).not.toMatch(/"type":"(?:mrkdwn|user|broadcast|emoji|link)"/);
  });
});
