import type { HeardStore } from "../../ports/heard-store.ts";
import { type ReadSlack, readConversation, readConversations } from "./read-history.ts";
import type { CallSlack } from "./slack-call.ts";
import type { EnvelopeSource } from "./storing-receiver.ts";

/** What catching up needs. `nowMs` is the time of day, by which messages are dated. */
export type CatchUpDeps = {
  call: CallSlack;
  team: string;
  heard: HeardStore;
  nowMs: () => number;
  pause: (ms: number) => Promise<void>;
  log: (code: string, cause: unknown) => void;
};

/** A way in that reads what was written while nobody listened. `missed` starts a reading; one that is asked for meanwhile follows it. */
export type CatchUp = EnvelopeSource & { missed(): void };

const hourMs = 3_600_000;
/** Older messages are left alone: their writers have found another way by now. */
const reachMs = 24 * hourMs;
/** So far before a conversation's last stored message is read again, for what overtook it; repeats are known by their ids. */
const marginMs = hourMs;
/** Threads in which something was asked so long ago at most may go on. */
const threadsMs = 7 * 24 * hourMs;
const mostThreads = 500;
const againMs = 30_000;

const tsOf = (ms: number): string => (ms / 1000).toFixed(6);

/** Slack's own body for an event about a message (https://docs.slack.dev/reference/events/message). */
const bodyOf = (team: string, channel: string, event: Record<string, unknown>): Record<string, unknown> => ({
  type: "event_callback",
  team_id: team,
  event_id: `catch-up:${channel}:${String(event.ts ?? "")}`,
  event: { type: "message", channel, ...event },
});

type Known = { latestMs: number; threads: string[] };

/** Stored conversations by Slack's conversation, with the threads in each. */
const knownOf = (team: string, threads: Awaited<ReturnType<HeardStore["threadsSince"]>>): Map<string, Known> => {
  const known = new Map<string, Known>();
  for (const { threadKey, latestSentAt } of threads) {
    const [of, channel, threadTs] = threadKey.split(":");
    if (of !== team || channel === undefined || threadTs === undefined) continue;
    const one = known.get(channel) ?? { latestMs: 0, threads: [] };
    one.latestMs = Math.max(one.latestMs, Date.parse(latestSentAt));
    if (threadTs !== "") one.threads.push(threadTs);
    known.set(channel, one);
  }
  return known;
};

/**
 * Reads the bot's conversations since their last stored message and hands over, as events, what is not stored yet; whether it is for Noticeboard is
 * decided where that is decided for every event. Edits of stored messages in that time are handed over too; a deletion leaves nothing to read.
 */
export const createCatchUp = (deps: CatchUpDeps): CatchUp => {
  const { team, heard } = deps;
  let onEnvelope: Parameters<EnvelopeSource["open"]>[0] | null = null;
  let firstConnectedMs: number | null = null;
  let reading: Promise<void> | null = null;
  let isAskedFor = false;
  let isClosed = false;
  const slack: ReadSlack = { ...deps, isClosed: () => isClosed };

  const handOver = async (channel: string, channelType: string | null, messages: Record<string, unknown>[]): Promise<void> => {
    const idOf = ({ ts }: Record<string, unknown>): string => `${team}:${channel}:${String(ts)}`;
    const stored = await heard.heardOf("slack", messages.map(idOf));
    const kind = channelType === null ? {} : { channel_type: channelType };
    for (const message of messages) {
      if (isClosed) return;
      const isStored = stored.has(idOf(message));
      if (isStored && message.edited === undefined) continue;
      const event = isStored
        ? { subtype: "message_changed", message, hidden: true, ts: message.ts, ...kind }
        : { ...message, ...kind };
      await onEnvelope?.({ body: bodyOf(team, channel, event), ack: async () => undefined });
    }
  };

  const readOnce = async (): Promise<void> => {
    const nowMs = deps.nowMs();
    firstConnectedMs ??= nowMs;
    const firstStored = await heard.firstArrivedAt("slack");
    // What was written before there was a Noticeboard was not written to it.
    const floorMs = Math.max(
      nowMs - reachMs,
      Math.min(firstConnectedMs, firstStored === null ? firstConnectedMs : Date.parse(firstStored)),
    );
    const threads = await heard.threadsSince("slack", new Date(nowMs - threadsMs).toISOString(), mostThreads);
    const known = knownOf(team, threads);
    const listed = await readConversations(slack);
    for (const id of known.keys()) if (!listed.has(id)) listed.set(id, null);
    // Where something was asked lately something was probably asked again.
    const order = [...listed].sort(([a], [b]) => (known.get(b)?.latestMs ?? 0) - (known.get(a)?.latestMs ?? 0));
    for (const [channel, channelType] of order) {
      if (isClosed) return;
      const { latestMs = floorMs, threads: of = [] } = known.get(channel) ?? {};
      const oldest = tsOf(Math.max(floorMs, latestMs - marginMs));
      const messages = await readConversation(slack, channel, of, oldest);
      if (messages !== null) await handOver(channel, channelType, messages);
    }
  };

  const read = async (): Promise<void> => {
    while (isAskedFor && !isClosed) {
      isAskedFor = false;
      try {
        await readOnce();
      } catch (cause) {
        deps.log("slack_catch_up_failed", cause);
        isAskedFor = true;
        await deps.pause(againMs);
      }
    }
    reading = null;
  };

  return {
    missed: () => {
      isAskedFor = true;
      if (onEnvelope !== null) reading ??= read();
    },
    open: async (given) => {
      onEnvelope = given;
      if (isAskedFor) reading ??= read();
    },
    close: async () => {
      isClosed = true;
      await reading;
    },
  };
};
