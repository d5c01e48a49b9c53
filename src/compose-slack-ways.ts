import { setTimeout as sleep } from "node:timers/promises";
import { type CatchUp, createCatchUp } from "./channels/slack/catch-up.ts";
import { httpSource } from "./channels/slack/http-source.ts";
import { createLanes, type Lanes } from "./channels/slack/lanes.ts";
import type { SlackIdentity } from "./channels/slack/read-event.ts";
import type { CallSlack } from "./channels/slack/slack-call.ts";
import type { SlackWatch } from "./channels/slack/slack-watch.ts";
import { socketSource } from "./channels/slack/socket-source.ts";
import type { EnvelopeSource } from "./channels/slack/storing-receiver.ts";
import { watchedAccept, watchedChannel } from "./channels/slack/watched.ts";
import type { Spine } from "./compose-spine.ts";
import type { SlackSettings } from "./config-channels.ts";
import type { HeardStore } from "./ports/heard-store.ts";
import type { ReplyChannel } from "./ports/reply-channel.ts";

type LogFault = (code: string, cause: unknown) => void;

/** How Slack's envelopes come in and its replies go out, whatever is in them. */
export type SlackWays = {
  lanes: Lanes;
  /** Taking in, told to whoever plays payloads again. */
  accepting(accept: Spine["accept"]): Spine["accept"];
  /** The channel, whose deliveries are told likewise. */
  watched(channel: ReplyChannel): ReplyChannel;
  /** The ways in, to be opened by Bolt; `close` closes those that are open. */
  sources(identity: SlackIdentity): EnvelopeSource[];
  close(): Promise<void>;
};

const nowMs = (): number => performance.now();

/** Over sockets every gap is caught up with; over HTTP Slack itself sends again for an hour, so that only a start is a gap. */
const liveSource = (
  { way, apiUrl }: SlackSettings,
  catchUp: Pick<CatchUp, "missed">,
  logFault: LogFault,
  watch: SlackWatch | null,
): EnvelopeSource => {
  const log = (code: string, cause?: unknown): void => logFault(code, cause);
  if (way.kind === "http") {
    const source = httpSource({ ...way, nowMs: Date.now, log });
    const open: EnvelopeSource["open"] = async (onEnvelope) => {
      await source.open(onEnvelope);
      watch?.listening(source.port());
      catchUp.missed();
    };
    return { open, close: source.close };
  }
  const connected = (gapMs: number): void => {
    if (gapMs > 0) catchUp.missed();
  };
  return socketSource({ appToken: way.appToken, apiUrl, connected, log, random: Math.random, nowMs });
};

/** Opens nothing yet. `watch` is for playing payloads again; null in service. */
export const slackWays = (
  slack: SlackSettings,
  { call, heard, logFault, watch }: { call: CallSlack; heard: HeardStore; logFault: LogFault; watch: SlackWatch | null },
): SlackWays => {
  const closing = new AbortController();
  const pause = (ms: number): Promise<void> => sleep(ms, undefined, { signal: closing.signal }).catch(() => undefined);
  let open: EnvelopeSource[] = [];
  return {
    lanes: createLanes(nowMs, (ms) => sleep(ms), watch?.spacingMs),
    accepting: (accept) => watchedAccept(accept, watch),
    watched: (channel) => watchedChannel(channel, watch),
    sources: ({ team }) => {
      const catchUp = createCatchUp({ call, team, heard, nowMs: Date.now, pause, log: logFault });
      open = closing.signal.aborted ? [] : [catchUp, liveSource(slack, catchUp, logFault, watch)];
      return open;
    },
    close: async () => {
      closing.abort();
      await Promise.all(open.map((source) => source.close()));
    },
  };
};
