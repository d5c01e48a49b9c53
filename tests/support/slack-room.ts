import { randomUUID } from "node:crypto";
import { createMemberKeys } from "../../src/adapters/member-keys.ts";
import type { Store } from "../../src/adapters/store/store.ts";
import { createSlackApp } from "../../src/channels/slack/slack-app.ts";
import { createSlackCall } from "../../src/channels/slack/slack-call.ts";
import { placeAsText, type SlackPlace } from "../../src/channels/slack/slack-place.ts";
import { socketSource } from "../../src/channels/slack/socket-source.ts";
import { storingReceiver } from "../../src/channels/slack/storing-receiver.ts";
import { openSlackPeople, type SlackPeopleParts } from "../../src/compose-slack-people.ts";
import type { RepsFile } from "../../src/domain/knowledge-config.ts";
import type { ReplyContent } from "../../src/domain/reply.ts";
import { startFakeSlack } from "../../tools/fake-slack/fake-slack.ts";
import { reps, wording } from "./spine-process.ts";

const team = "T0FAKE";
const keyOf = createMemberKeys(Buffer.from("a secret for tests"));

/** The key of a user of the fake workspace. */
export const memberKeyOf = (user: string): string => keyOf("slack", `${team}:${user}`);

/** What a real press of a button sends (https://docs.slack.dev/reference/interaction-payloads/block_actions-payload). */
export type Press = { action: string; user?: string; messageId?: string; channel?: string; threadTs?: string; userTeam?: string };

/** Real Bolt between a store and the fake Slack, with the buttons and the home page. */
export const openSlackRoom = async (store: Store & SlackPeopleParts["store"], over: { reps?: RepsFile } = {}) => {
  const slack = await startFakeSlack();
  const faults: { code: string; cause: unknown }[] = [];
  const logFault = (code: string, cause?: unknown): void => void faults.push({ code, cause });
  const source = socketSource({
    appToken: "xapp-test",
    apiUrl: slack.apiUrl,
    connected: () => undefined,
    log: logFault,
    random: Math.random,
    nowMs: () => performance.now(),
  });
  const { botUser: botUserId, botId } = slack.workspace;
  const identity = { team, botUserId, botId };
  const app = createSlackApp({
    receiver: storingReceiver([source], logFault),
    identity,
    botToken: "xoxb-test",
    apiUrl: slack.apiUrl,
  });
  let made = 0;
  const parts: SlackPeopleParts = {
    store,
    reps: () => over.reps ?? reps,
    wording: () => wording,
    newCaseId: () => {
      made += 1;
      return `C-00000${made}`;
    },
    now: () => new Date(),
  };
  const call = createSlackCall("xoxb-test", slack.apiUrl);
  openSlackPeople(app, parts, { identity, call, memberKeyOf: (user) => keyOf("slack", user), logFault });
  await app.start();

  const answered = async (
    name: string,
    content: ReplyContent,
    place: Partial<SlackPlace> = {},
    question = `Who chairs ${name}?`,
  ) => {
    const at = {
      surface: "channel",
      team,
      channel: "C1",
      user: "U1",
      threadTs: "1.1",
      messageTs: "1.1",
      isShared: true,
      ...place,
    } as const;
    const threadKey = `${at.team}:${at.channel}:${at.threadTs ?? ""}`;
    const message = {
      channel: "slack",
      externalId: `e-${name}`,
      threadKey,
      memberKey: memberKeyOf(at.user),
      replyTo: placeAsText(at),
    } as const;
    const nowAt = new Date().toISOString();
    await store.spine.accept(
      { ...message, text: question, sentAt: nowAt },
      { id: `M-${name}`, jobId: `J-${name}`, traceId: "t" },
      { nowAt },
    );
    await store.spine.claimJob("w", 30_000, { nowAt });
    const { channel, replyTo } = message;
    const reply = { id: `M-${name}.1`, messageId: `M-${name}`, channel, threadKey, replyTo, text: "As read.", content };
    await store.spine.finishJob(
      { jobId: `J-${name}`, worker: "w" },
      { effects: { opened: null, receipt: null }, answer: "x", replies: [reply] },
      { nowAt },
    );
  };
  const press = (
    { action, user = "U1", messageId = "M-a", channel = "C1", threadTs = "1.1", userTeam = team }: Press,
    options = {},
  ) =>
    slack.sockets.send(
      "interactive",
      {
        type: "block_actions",
        user: { id: user, username: "someone", team_id: userTeam },
        api_app_id: "A0FAKE",
        token: "old",
        container: { type: "message", message_ts: "1.2", channel_id: channel, is_ephemeral: false, thread_ts: threadTs },
        trigger_id: `trigger-${user}-${randomUUID()}`,
        team: { id: team, domain: "fake" },
        channel: { id: channel, name: "general" },
        message: { type: "message", user: botUserId, bot_id: botId, ts: "1.2", text: "As read.", thread_ts: threadTs },
        response_url: `${slack.apiUrl}response`,
        actions: [{ action_id: action, block_id: "b", type: "button", value: messageId, action_ts: "1.3" }],
      },
      options,
    );
  const submit = (view: unknown, viewId: string, values: unknown, user = "U1", options = {}) =>
    slack.sockets.send(
      "interactive",
      {
        type: "view_submission",
        team: { id: team, domain: "fake" },
        user: { id: user, team_id: team },
        api_app_id: "A0FAKE",
        trigger_id: "t",
        view: { ...(view as object), id: viewId, type: "modal", state: { values }, hash: "h" },
      },
      options,
    );
  const openHome = (user: string) =>
    slack.sockets.send("events_api", {
      type: "event_callback",
      team_id: team,
      event_id: `Ev${randomUUID()}`,
      event: { type: "app_home_opened", user, channel: `D${user.slice(1)}`, tab: "home", event_ts: "1.4" },
    });
  const whispers = () => slack.workspace.messages.filter(({ ephemeralTo }) => ephemeralTo !== null);
  const close = async (): Promise<void> => {
    await app.stop();
    await slack.close();
  };
  return { slack, parts, faults, answered, press, submit, openHome, whispers, close };
};
