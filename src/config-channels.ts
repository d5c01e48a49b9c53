import { z } from "zod";
import { ConfigError } from "./config-error.ts";

/** What each kind of Slack token is called on Slack's pages, and where it belongs. The token itself is never repeated. */
const tokenKinds = [
  ["xoxb-", "the Bot User OAuth Token", "SLACK_BOT_TOKEN"],
  ["xapp-", "an App-Level Token", "SLACK_APP_TOKEN"],
  ["xoxp-", "a User OAuth Token", null],
  ["xoxe", "a token that is renewed (token rotation), which Noticeboard does not use: leave rotation off", null],
] as const;

/** Two tokens are easily put in each other's place, so a refusal says what the one that is there looks like. */
const slackToken = (prefix: "xoxb-" | "xapp-") => {
  const [, wanted] = tokenKinds.find(([begins]) => begins === prefix)!;
  return z.string().refine((written) => written.startsWith(prefix) && !/\s/.test(written), {
    error: ({ input }) => {
      const [, name, home] = tokenKinds.find(([begins]) => String(input).startsWith(begins)) ?? [];
      const found = name === undefined || name === wanted ? "" : `this is ${name}${home ? ` and belongs in ${home}` : ""}; `;
      return `${found}use ${wanted}, which begins with ${prefix} and has no spaces`;
    },
  });
};

/** The variables of the ways in and out; a part of what `config.ts` reads. */
export const ChannelEnvironment = z.object({
  LOOPBACK_PORT: z.coerce.number().int().min(0).max(65535).optional(),
  LOOPBACK_POST_OFFICE: z
    .url({ protocol: /^http$/, hostname: /^(127\.0\.0\.1|localhost)$/ })
    .transform((url) => url.replace(/\/+$/, ""))
    .optional(),
  SLACK_BOT_TOKEN: slackToken("xoxb-").optional(),
  SLACK_APP_TOKEN: slackToken("xapp-").optional(),
  SLACK_SIGNING_SECRET: z.string().min(16).optional(),
  SLACK_PORT: z.coerce.number().int().min(0).max(65535).default(3001),
  SLACK_HOST: z.union([z.ipv4(), z.ipv6(), z.literal("localhost")]).default("127.0.0.1"),
  SLACK_API_URL: z
    .url({ protocol: /^https?$/ })
    .default("https://slack.com/api/")
    .transform((url) => url.replace(/\/*$/, "/")),
});
type Read = z.infer<typeof ChannelEnvironment>;

/** Messages over HTTP on this machine alone, for trying out and tests: the port they come in at, and where replies are posted. */
export type LoopbackSettings = { port: number; postOffice: string };

/** One Slack workspace: over Socket Mode with an app token, else over HTTP with the secret that Slack signs with. `apiUrl` ends in a slash. */
export type SlackSettings = {
  botToken: string;
  way: { kind: "socket"; appToken: string } | { kind: "http"; signingSecret: string; port: number; host: string };
  apiUrl: string;
};

/** Throws `ConfigError` when one of the two settings is missing; null without either. */
export const loopbackOf = (read: Read): LoopbackSettings | null => {
  if (read.LOOPBACK_PORT === undefined) return null;
  if (read.LOOPBACK_POST_OFFICE === undefined) {
    throw new ConfigError(
      "LOOPBACK_POST_OFFICE",
      "LOOPBACK_PORT needs LOOPBACK_POST_OFFICE, where replies go. See .env.example.",
    );
  }
  return { port: read.LOOPBACK_PORT, postOffice: read.LOOPBACK_POST_OFFICE };
};

/** Throws `ConfigError` naming the setting that is missing; null without any of Slack's. */
export const slackOf = (read: Read): SlackSettings | null => {
  const { SLACK_BOT_TOKEN: botToken, SLACK_APP_TOKEN: appToken, SLACK_SIGNING_SECRET: signingSecret } = read;
  if (botToken === undefined) {
    const alone = appToken !== undefined ? "SLACK_APP_TOKEN" : signingSecret !== undefined ? "SLACK_SIGNING_SECRET" : null;
    if (alone === null) return null;
    throw new ConfigError("SLACK_BOT_TOKEN", `${alone} needs SLACK_BOT_TOKEN as well. See .env.example.`);
  }
  const apiUrl = read.SLACK_API_URL;
  if (appToken !== undefined) return { botToken, way: { kind: "socket", appToken }, apiUrl };
  if (signingSecret === undefined) {
    const message = "SLACK_BOT_TOKEN needs SLACK_APP_TOKEN (Socket Mode), or SLACK_SIGNING_SECRET (HTTP). See .env.example.";
    throw new ConfigError("SLACK_APP_TOKEN", message);
  }
  return { botToken, way: { kind: "http", signingSecret, port: read.SLACK_PORT, host: read.SLACK_HOST }, apiUrl };
};
