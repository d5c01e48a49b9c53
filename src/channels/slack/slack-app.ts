import { App, type Receiver } from "@slack/bolt";
import type { SlackIdentity } from "./read-event.ts";
import { ListenerFault } from "./storing-receiver.ts";

/** What Bolt is opened with. `apiUrl` ends in a slash. */
export type SlackAppDeps = { receiver: Receiver; identity: SlackIdentity; botToken: string; apiUrl: string };

const quiet = { debug() {}, info() {}, warn() {}, error() {}, setLevel() {}, getLevel: () => "error" as never, setName() {} };

/**
 * Bolt for one workspace. It never has to ask Slack who it is before it hands an event over: an event whose authorisation fails would be acknowledged
 * and dropped. A listener's fault goes back to the receiver, which then does not acknowledge.
 */
export const createSlackApp = ({ receiver, identity, botToken, apiUrl }: SlackAppDeps): App => {
  const app = new App({
    receiver,
    authorize: async () => ({
      botToken,
      botUserId: identity.botUserId,
      teamId: identity.team,
      ...(identity.botId !== null && { botId: identity.botId }),
    }),
    clientOptions: {
      slackApiUrl: apiUrl,
      retryConfig: { retries: 0 },
      rejectRateLimitedCalls: true,
      timeout: 6000,
      logger: quiet,
    },
    logger: quiet,
    // What the bot itself wrote is told apart in read-event.ts, with edits and deletions of it.
    ignoreSelf: false,
  });
  app.error(async (cause) => {
    throw new ListenerFault("a listener failed", { cause });
  });
  return app;
};
