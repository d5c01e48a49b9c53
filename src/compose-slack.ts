import { setTimeout as sleep } from "node:timers/promises";
import { createMemberKeys, readMemberSecret } from "./adapters/member-keys.ts";
import type { Store } from "./adapters/store/store.ts";
import { createAgentView } from "./channels/slack/agent-view.ts";
import { listenToAgentView } from "./channels/slack/listeners/agent-view.ts";
import { listenToCommands } from "./channels/slack/listeners/commands.ts";
import { listenToMessages } from "./channels/slack/listeners/messages.ts";
import { listenToShortcuts } from "./channels/slack/listeners/shortcuts.ts";
import type { SlackIdentity } from "./channels/slack/read-event.ts";
import { createSlackApp } from "./channels/slack/slack-app.ts";
import { createSlackCall } from "./channels/slack/slack-call.ts";
import { slackChannel } from "./channels/slack/slack-channel.ts";
import { slackManners } from "./channels/slack/slack-manners.ts";
import { placeOfText } from "./channels/slack/slack-place.ts";
import type { SlackWatch } from "./channels/slack/slack-watch.ts";
import { storingReceiver } from "./channels/slack/storing-receiver.ts";
import { createSlackStreams, type SlackStreams } from "./channels/slack/streams/slack-streams.ts";
import { whoIsOutside } from "./channels/slack/who-is-outside.ts";
import { whoWeAre } from "./channels/slack/who-we-are.ts";
import { createWorkingStatus } from "./channels/slack/working-status.ts";
import { openSlackPeople, type SlackPeopleParts } from "./compose-slack-people.ts";
import { slackWays } from "./compose-slack-ways.ts";
import type { SpineParts } from "./compose-spine.ts";
import type { Config } from "./config.ts";
import { contactOf } from "./domain/contact-of.ts";
import type { DocumentRecord } from "./domain/document.ts";
import { fillWording } from "./domain/fill-wording.ts";
import type { ChannelRule, SlackFile } from "./domain/knowledge-config.ts";
import type { ReadManners } from "./ports/channel-manners.ts";

type LogFault = (code: string, cause: unknown) => void;

const nowMs = (): number => performance.now();

/** Slack's way in and out; neither when the settings name no workspace. */
export const slackParts = (
  { slack, memberSecret, dataFolder }: Pick<Config, "slack" | "memberSecret" | "dataFolder">,
  parts: SlackPeopleParts & {
    store: Pick<Store, "conversations" | "silences" | "heard">;
    rules: () => SlackFile;
    documents: () => DocumentRecord[];
  },
  logFault: LogFault,
  watch: SlackWatch | null = null,
): Pick<SpineParts, "channels" | "inlets"> & { mannersOf: ReadManners; streamed: SlackStreams["during"] } => {
  if (slack === null)
    return { channels: [], inlets: [], mannersOf: async () => null, streamed: (_, __, tell, work) => work(tell) };
  const { reps, wording, now, rules, documents } = parts;
  const { conversations, silences, heard } = parts.store;
  const wait = async (ms: number): Promise<void> => void (await sleep(ms));
  const call = createSlackCall(slack.botToken, slack.apiUrl);
  const ways = slackWays(slack, { call, heard, logFault, watch });
  const streams = createSlackStreams(call);
  const status = createWorkingStatus(call);
  const inlet: SpineParts["inlets"][number] = async ({ accept, amend, withdraw }) => {
    const closing = new AbortController();
    const keyOf = createMemberKeys(readMemberSecret(memberSecret, dataFolder));
    const open = async (identity: SlackIdentity): Promise<void> => {
      const app = createSlackApp({ ...slack, receiver: storingReceiver(ways.sources(identity), logFault), identity });
      const memberKeyOf = (user: string): string => keyOf("slack", user);
      const taking = { accept: ways.accepting(accept), identity, memberKeyOf, now, log: logFault };
      const ruleOf = (channel: string): ChannelRule => rules().channels[channel] ?? "mention";
      listenToMessages(app, { ...taking, amend, withdraw, conversations, silences, ruleOf, status, streams });
      listenToCommands(app, { ...taking, say: (key) => fillWording(wording(), key, { rep_contact: contactOf(reps()) }) });
      listenToShortcuts(app, taking);
      listenToAgentView(app, {
        identity,
        view: createAgentView({ call, documents, log: logFault, greeting: () => fillWording(wording(), "greeting", {}) }),
      });
      openSlackPeople(app, parts, { identity, call, memberKeyOf, logFault });
      await app.start();
    };
    // Slack may be out of reach at the start; the other channels do not wait for it.
    const opening = whoWeAre(call, closing.signal, logFault).then(async (identity) => {
      if (identity !== null && !closing.signal.aborted) await open(identity);
    });
    opening.catch((cause: unknown) => logFault("slack_not_opened", cause));
    return {
      close: async () => {
        closing.abort();
        await ways.close();
        await opening.catch(() => undefined);
      },
    };
  };
  const mannersOf = slackManners(whoIsOutside(call, nowMs, wait));
  return {
    channels: [ways.watched(slackChannel({ call, lanes: ways.lanes, streams, status }))],
    inlets: [inlet],
    streamed: async (message, isFirst, tell, work) => {
      const handled = await streams.during(message, isFirst, tell, work);
      if (handled.reply === null && message.channel === "slack") status.end(placeOfText(message.replyTo));
      return handled;
    },
    mannersOf: async (message) => (message.channel === "slack" ? mannersOf(message) : null),
  };
};
