import { z } from "zod";
import type { AskSlack, SlackAnswer } from "./ask-slack.ts";
import { neededScopes } from "./needed-scopes.ts";
import { pages, refusalInWords } from "./refusals-in-words.ts";
import type { SocketTry } from "./try-socket.ts";

/** What checking needs. `way` is how events come; `nowMs` is this machine's clock in milliseconds since 1970. */
export type CheckSlackDeps = {
  ask: AskSlack;
  trySocket: (url: string) => Promise<SocketTry>;
  nowMs: () => number;
  botToken: string;
  way: { kind: "socket"; appToken: string } | { kind: "http"; port: number; host: string };
};

/** One finding in words for whoever sets Noticeboard up. `isGood` is null for what cannot be found out from here. */
export type SlackFinding = { name: string; isGood: boolean | null; says: string };

const Identity = z.object({ team: z.string(), user: z.string(), url: z.string().optional() });
const Opened = z.object({ url: z.string() });

/** Slack refuses signatures that are 5 minutes old, and days are counted from when a message was sent. */
const mostSkewMs = 30_000;

const unreachable = (why: string): string =>
  `Slack cannot be reached (${why}). Is this machine online, and does its firewall let it out to slack.com on port 443?`;

const clockFinding = (answer: SlackAnswer, nowMs: number): SlackFinding[] => {
  if (answer.kind === "unreachable" || answer.slackNowMs === null) return [];
  const aheadMs = nowMs - answer.slackNowMs;
  const seconds = Math.round(Math.abs(aheadMs) / 1000);
  const isGood = Math.abs(aheadMs) <= mostSkewMs;
  const says = isGood
    ? "agrees with Slack's"
    : `this machine's clock is ${seconds} s ${aheadMs > 0 ? "ahead of" : "behind"} Slack's. Switch on setting the time by network (NTP).`;
  return [{ name: "Slack clock", isGood, says }];
};

const scopesFinding = (scopes: string[] | null): SlackFinding => {
  const name = "Slack scopes";
  if (scopes === null)
    return { name, isGood: false, says: `Slack does not say which scopes the bot has. Look under ${pages.scopes}.` };
  const missing = neededScopes.filter(({ scope }) => !scopes.includes(scope));
  const extra = scopes.filter((scope) => !neededScopes.some((needed) => needed.scope === scope));
  if (missing.length > 0) {
    const each = missing.map(({ scope, without }) => `${scope} (without it ${without})`).join("; ");
    return { name, isGood: false, says: `missing: ${each}. Add under ${pages.scopes}, then press ${pages.reinstall}.` };
  }
  const more = extra.length === 0 ? "" : `; it also has ${extra.join(", ")}, which Noticeboard does not use and you can remove`;
  return { name, isGood: true, says: `all ${neededScopes.length} are there${more}` };
};

const botFindings = async ({ ask, botToken, nowMs }: CheckSlackDeps): Promise<SlackFinding[]> => {
  const answer = await ask("auth.test", botToken);
  const name = "Slack bot";
  const clock = clockFinding(answer, nowMs());
  if (answer.kind === "unreachable") return [{ name, isGood: false, says: unreachable(answer.why) }];
  if (answer.kind === "refused")
    return [{ name, isGood: false, says: refusalInWords(answer.error, "SLACK_BOT_TOKEN") }, ...clock];
  const identity = Identity.safeParse(answer.body);
  if (!identity.success) return [{ name, isGood: false, says: "Slack's answer to auth.test cannot be read" }, ...clock];
  const { team, user, url } = identity.data;
  const says = `@${user} in the workspace "${team}"${url === undefined ? "" : ` (${url})`}`;
  return [{ name, isGood: true, says }, scopesFinding(answer.scopes), ...clock];
};

const socketFinding = async ({ ask, trySocket }: CheckSlackDeps, appToken: string): Promise<SlackFinding> => {
  const name = "Slack connection";
  const opened = await ask("apps.connections.open", appToken);
  if (opened.kind === "unreachable") return { name, isGood: false, says: unreachable(opened.why) };
  if (opened.kind === "refused") return { name, isGood: false, says: refusalInWords(opened.error, "SLACK_APP_TOKEN") };
  const address = Opened.safeParse(opened.body);
  if (!address.success) return { name, isGood: false, says: "Slack's answer to apps.connections.open cannot be read" };
  const tried = await trySocket(address.data.url);
  if (tried.kind === "disabled") return { name, isGood: false, says: refusalInWords("link_disabled", "SLACK_APP_TOKEN") };
  if (tried.kind === "failed")
    return { name, isGood: false, says: `no Socket Mode connection: ${tried.why}. A proxy may not let WebSockets through.` };
  const others = tried.others === 0 ? "" : `; the app has ${tried.others} more open, which are the service's (two a replica)`;
  return { name, isGood: true, says: `Socket Mode works${others}` };
};

/** What Slack tells nobody over its API, said so that it can be looked at. */
const notReadable = (way: CheckSlackDeps["way"]): SlackFinding => ({
  name: "Slack events",
  isGood: null,
  says:
    way.kind === "socket"
      ? `cannot be read from here: ${pages.events} must list those of slack-manifest.yaml. To see it, write to the bot: nothing comes back when message.im is not there.`
      : `come to http://${way.host}:${way.port}, which Slack must reach over https. ${pages.events} must say "Verified" and list those of slack-manifest.yaml; Slack tells nobody over its API.`,
});

/** Checks the way to Slack without sending anything to anybody: both tokens, workspace, scopes, Socket Mode and clock. */
export const checkSlack = async (deps: CheckSlackDeps): Promise<SlackFinding[]> => {
  const findings = await botFindings(deps);
  const connection = deps.way.kind === "socket" ? [await socketFinding(deps, deps.way.appToken)] : [];
  return [...findings, ...connection, notReadable(deps.way)];
};
