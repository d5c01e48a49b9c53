import { setTimeout as sleep } from "node:timers/promises";
import { createMemberKeys, readMemberSecret } from "./adapters/member-keys.ts";
import { httpSource } from "./channels/slack/http-source.ts";
import { createLanes } from "./channels/slack/lanes.ts";
import { listenToMessages } from "./channels/slack/listeners/messages.ts";
import type { SlackIdentity } from "./channels/slack/read-event.ts";
import { createSlackApp } from "./channels/slack/slack-app.ts";
import { createSlackCall } from "./channels/slack/slack-call.ts";
import { slackChannel } from "./channels/slack/slack-channel.ts";
import { socketSource } from "./channels/slack/socket-source.ts";
import { type EnvelopeSource, storingReceiver } from "./channels/slack/storing-receiver.ts";
import { whoWeAre } from "./channels/slack/who-we-are.ts";
import { openSlackPeople, type SlackPeopleParts } from "./compose-slack-people.ts";
import type { SpineParts } from "./compose-spine.ts";
import type { Config } from "./config.ts";
import type { SlackSettings } from "./config-channels.ts";
import type { ConversationStore } from "./ports/conversation-store.ts";

type LogFault = (code: string, cause: unknown) => void;

const nowMs = (): number => performance.now();

const sourceOf = ({ way, apiUrl }: SlackSettings, logFault: LogFault): EnvelopeSource => {
  const log = (code: string, cause?: unknown): void => logFault(code, cause);
  if (way.kind === "http") return httpSource({ ...way, nowMs: Date.now, log });
  return socketSource({ appToken: way.appToken, apiUrl, connected: () => undefined, log, random: Math.random, nowMs });
};

/** Slack's way in and out; neither when the settings name no workspace. */
export const slackParts = (
  { slack, memberSecret, dataFolder }: Pick<Config, "slack" | "memberSecret" | "dataFolder">,
  conversations: Pick<ConversationStore, "isKnown">,
  people: SlackPeopleParts,
  logFault: LogFault,
): Pick<SpineParts, "channels" | "inlets"> => {
  if (slack === null) return { channels: [], inlets: [] };
  const call = createSlackCall(slack.botToken, slack.apiUrl);
  const lanes = createLanes(nowMs, (ms) => sleep(ms));
  const inlet: SpineParts["inlets"][number] = async ({ accept }) => {
    const closing = new AbortController();
    const keyOf = createMemberKeys(readMemberSecret(memberSecret, dataFolder));
    const source = sourceOf(slack, logFault);
    const open = async (identity: SlackIdentity): Promise<void> => {
      const app = createSlackApp({ ...slack, receiver: storingReceiver([source], logFault), identity });
      listenToMessages(app, {
        accept,
        identity,
        memberKeyOf: (user) => keyOf("slack", user),
        knowsThread: (threadKey) => conversations.isKnown("slack", threadKey),
      });
      openSlackPeople(app, people, { identity, call, memberKeyOf: (user) => keyOf("slack", user), logFault });
      await app.start();
    };
    // Slack may be out of reach at the start; the other channels do not wait for it.
    const opening = whoWeAre(call, closing.signal, logFault).then(async (identity) => {
      if (identity !== null) await open(identity);
    });
    opening.catch((cause: unknown) => logFault("slack_not_opened", cause));
    return {
      close: async () => {
        closing.abort();
        await source.close();
        await opening.catch(() => undefined);
      },
    };
  };
  return { channels: [slackChannel({ call, lanes })], inlets: [inlet] };
};
