import { type FakeSlack, startFakeSlack } from "../../tools/fake-slack/fake-slack.ts";
import type { SentEnvelope } from "../../tools/fake-slack/sockets.ts";
import type { FakeMessage } from "../../tools/fake-slack/workspace.ts";
import { type ServiceGround, type StartedReplica, serviceGround, until } from "./running-service.ts";

/** The whole service as a child process, joined to a fake Slack over two sockets. */
export type SlackService = {
  slack: FakeSlack;
  ground: ServiceGround;
  /** Starts it, and resolves when both sockets are there. */
  start(): Promise<StartedReplica>;
  /** A member writes, and Slack sends the event; the event is left out for what is written while nobody listens. */
  ask(message: { channel: string; user: string; text: string; threadTs?: string }): {
    message: FakeMessage;
    sent: Promise<SentEnvelope>;
  };
  /** What the bot has posted for good, in order; in one conversation where one is named. */
  posts(channel?: string): FakeMessage[];
  close(): Promise<void>;
};

/** An event about a message, as Slack sends it. */
export const eventOf = (slack: FakeSlack, { channel, user, text, ts, threadTs }: FakeMessage) => ({
  type: "event_callback",
  team_id: slack.workspace.team,
  event_id: `Ev${ts}`,
  event: {
    type: "message",
    channel,
    channel_type: channel.startsWith("D") ? "im" : "channel",
    user,
    text,
    ts,
    ...(threadTs !== null && { thread_ts: threadTs }),
  },
});

/** Makes an empty store on SQLite and a fake Slack; nothing is started yet. */
export const slackService = async (): Promise<SlackService> => {
  const slack = await startFakeSlack();
  const ground = await serviceGround("sqlite");
  return {
    slack,
    ground,
    start: async () => {
      const environment = { SLACK_BOT_TOKEN: "xoxb-test", SLACK_APP_TOKEN: "xapp-test", SLACK_API_URL: slack.apiUrl };
      const replica = await ground.start({ environment });
      await until(() => slack.sockets.count() === 2);
      return replica;
    },
    ask: (written) => {
      const message = slack.workspace.write(written);
      return { message, sent: slack.sockets.send("events_api", eventOf(slack, message)) };
    },
    posts: (channel) =>
      slack.workspace.messages.filter(
        (one) =>
          one.user === slack.workspace.botUser && one.ephemeralTo === null && (channel === undefined || one.channel === channel),
      ),
    close: async () => {
      await ground.close();
      await slack.close();
    },
  };
};
