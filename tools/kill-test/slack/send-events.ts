import type { FakeSlack } from "../../fake-slack/fake-slack.ts";
import type { SentEnvelope } from "../../fake-slack/sockets.ts";
import { questions } from "../questions.ts";

/** A question that Slack has sent, and how it fared. Each has a direct conversation of its own, by which its answer is known. */
export type SentQuestion = { conversation: string; sentAtMs: number; sent: Promise<SentEnvelope> };

/** Of all events these are questions; the others are what a workspace is full of: talk in channels, joins, other bots. */
const oneQuestionIn = 10;

/** Slack's own tries: at once, and then one hour apart in three steps (https://docs.slack.dev/apis/events-api#retries), here in seconds. */
const retryPausesMs = [0, 3000, 15_000];
const tryMs = 3000;

const chatter = (slack: FakeSlack, number: number): Record<string, unknown> => {
  const shared = { type: "message", channel: "C0TALK", channel_type: "channel", ts: slack.workspace.nextTs() };
  if (number % 3 === 0) return { ...shared, user: "U7", subtype: "channel_join", text: "<@U7> has joined the channel" };
  if (number % 3 === 1) return { ...shared, bot_id: "B9", subtype: "bot_message", text: "Build 12 is green" };
  return { ...shared, user: "U8", text: "Has anybody seen my mug?" };
};

/** Sends events at an even pace, whatever becomes of them, until told that it is enough. Gives the questions among them, and how many there were. */
export const sendEvents = async (
  slack: FakeSlack,
  { perSecond, isEnough }: { perSecond: number; isEnough: () => boolean },
): Promise<{ questions: SentQuestion[]; events: number; seconds: number }> => {
  const sent: SentQuestion[] = [];
  const startedAtMs = performance.now();
  const send = (event: Record<string, unknown>, number: number): Promise<SentEnvelope> => {
    const payload = { type: "event_callback", team_id: slack.workspace.team, event_id: `Ev${number}`, event };
    return slack.sockets.send("events_api", payload, { tries: 1 + retryPausesMs.length, tryMs, pausesMs: retryPausesMs });
  };
  let number = 0;
  for (; !isEnough(); number += 1) {
    const dueInMs = startedAtMs + (number * 1000) / perSecond - performance.now();
    if (dueInMs > 1) await new Promise((resolve) => setTimeout(resolve, dueInMs));
    if (number % oneQuestionIn > 0) {
      void send(chatter(slack, number), number);
      continue;
    }
    const user = `U${1000 + number}`;
    const conversation = slack.workspace.directOf(user);
    const text = questions[(number / oneQuestionIn) % questions.length]!;
    const { ts } = slack.workspace.write({ channel: conversation, user, text });
    const event = { type: "message", channel: conversation, channel_type: "im", user, text, ts };
    sent.push({ conversation, sentAtMs: performance.now(), sent: send(event, number) });
  }
  return { questions: sent, events: number, seconds: (performance.now() - startedAtMs) / 1000 };
};
