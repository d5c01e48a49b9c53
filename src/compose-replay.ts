import { randomBytes } from "node:crypto";
import { mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { identityOfRows } from "./channels/slack/replay/identity-of-rows.ts";
import { startRecordingSlack } from "./channels/slack/replay/recording-slack.ts";
import { type CapturedPayload, signedRequest } from "./channels/slack/replay/signed-request.ts";
import { openApp } from "./compose.ts";
import type { Config } from "./config.ts";
import type { Outcome } from "./domain/answer.ts";
import type { OutboundReply } from "./domain/message.ts";
import type { SyncProgress } from "./flows/sync-knowledge.ts";
import { within } from "./flows/within.ts";

/**
 * What became of one payload. `acknowledged`: Slack got its 200, after `ackMs`. `triggered`: it was taken in as a member's message, for the first time;
 * `outcome` is then that of the reply. `posts` counts the messages that were posted for good. `error` is a code, null when nothing went wrong.
 */
export type Replayed = {
  acknowledged: boolean;
  ackMs: number | null;
  triggered: boolean;
  outcome: Outcome | "rep" | "worded" | "retracted" | null;
  posts: number;
  error: string | null;
};

/** Plays captured payloads one after the other. */
export type Replay = { play(payload: CapturedPayload): Promise<Replayed>; close(): Promise<void> };

const answerTimeoutMs = 10_000;
const outcomeTimeoutMs = 120_000;

const outcomeOf = ({ content }: OutboundReply): Replayed["outcome"] => {
  if (content.kind === "answer") return content.outcome;
  return content.kind === "rep" || content.kind === "worded" ? content.kind : "retracted";
};

const until = async (isSo: () => boolean, timeoutMs: number): Promise<boolean> => {
  const endsAtMs = performance.now() + timeoutMs;
  while (!isSo() && performance.now() < endsAtMs) await new Promise((resolve) => setTimeout(resolve, 5));
  return isSo();
};

/** Nothing of the service's own is used but its knowledge; no model is asked, since payloads are played without a network. */
const configFor = (config: Config, dataFolder: string, apiUrl: string, signingSecret: string): Config => ({
  ...config,
  dataFolder,
  store: { engine: "sqlite" },
  logLevel: "silent",
  logFile: null,
  model: null,
  embeddings: { kind: "bundled" },
  loopback: null,
  slack: { botToken: "xoxb-replay", way: { kind: "http", signingSecret, port: 0, host: "127.0.0.1" }, apiUrl },
  health: null,
  memberSecret: randomBytes(16).toString("hex"),
  crashAt: null,
});

/**
 * Opens the whole way from Slack's signed request to the last post, over a store of its own below `under` (the system's temporary folder when null),
 * which `close` removes. `bodies` are all that will be played: they say which bot they were sent to.
 */
export const openReplay = async (
  config: Config,
  { under, bodies, now }: { under: string | null; bodies: readonly unknown[]; now: () => Date },
  onProgress: (progress: SyncProgress) => void,
): Promise<Replay> => {
  if (under !== null) mkdirSync(under, { recursive: true });
  const folder = mkdtempSync(path.join(under ?? tmpdir(), "noticeboard-replay-"));
  const signingSecret = randomBytes(16).toString("hex");
  const slack = await startRecordingSlack(identityOfRows(bodies));
  const listening = Promise.withResolvers<number>();
  let accepted: string[] = [];
  const delivered = new Map<string, OutboundReply>();
  const app = await openApp(configFor(config, folder, slack.apiUrl, signingSecret), now, undefined, {
    listening: listening.resolve,
    accepted: (_, { kind, ...rest }) => {
      if (kind === "accepted" && "messageId" in rest) accepted.push(rest.messageId);
    },
    delivered: (reply, { kind }) => {
      if (kind === "sent") delivered.set(reply.messageId, reply);
    },
    spacingMs: 0,
  });
  const close = async (): Promise<void> => {
    await app.close();
    await slack.close();
    rmSync(folder, { recursive: true, force: true });
  };
  try {
    await app.sync(onProgress);
    await app.spine.listen();
    app.spine.start();
    const port = await within(listening.promise, answerTimeoutMs, null);
    if (port === null) throw new Error("the way in from Slack did not open");
    const url = `http://127.0.0.1:${port}/slack/events`;
    return { play: (payload) => play(payload, url), close };
  } catch (fault) {
    await close();
    throw fault;
  }

  async function play(payload: CapturedPayload, url: string): Promise<Replayed> {
    accepted = [];
    const callsBefore = slack.calls.length;
    const request = signedRequest(payload, { signingSecret, responseUrl: slack.responseUrl, nowMs: Date.now() });
    const sentAtMs = performance.now();
    const answered = await fetch(url, { method: "POST", ...request, signal: AbortSignal.timeout(answerTimeoutMs) }).then(
      async (response) => {
        await response.arrayBuffer();
        return { status: response.status, error: response.ok ? null : `http_${response.status}` };
      },
      () => ({ status: 0, error: "no_answer" }),
    );
    const ackMs = Math.round((performance.now() - sentAtMs) * 10) / 10;
    const [messageId] = accepted;
    const isAnswered = messageId === undefined || (await until(() => delivered.has(messageId), outcomeTimeoutMs));
    const reply = messageId === undefined ? undefined : delivered.get(messageId);
    const posts = slack.calls
      .slice(callsBefore)
      .filter(({ method }) => method === "chat.postMessage" || method === "chat.startStream");
    const acknowledged = answered.status === 200;
    return {
      acknowledged,
      ackMs: acknowledged ? ackMs : null,
      triggered: messageId !== undefined,
      outcome: reply === undefined ? null : outcomeOf(reply),
      posts: posts.length,
      error: answered.error ?? (isAnswered ? null : "no_outcome"),
    };
  }
};
