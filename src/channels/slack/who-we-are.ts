import { z } from "zod";
import type { SlackIdentity } from "./read-event.ts";
import type { CallSlack } from "./slack-call.ts";

const Identity = z.object({ team_id: z.string().min(1), user_id: z.string().min(1), bot_id: z.string().optional() });

/** Between tries, in milliseconds: the first pause, and the longest. */
const pace = { firstMs: 1000, longestMs: 60_000 };

const pause = (ms: number, signal: AbortSignal): Promise<void> =>
  new Promise((resolve) => {
    const timer = setTimeout(resolve, ms);
    signal.addEventListener("abort", () => {
      clearTimeout(timer);
      resolve();
    });
  });

/** Asks Slack which workspace and which bot user the token belongs to, until it says so; null once `signal` is given. */
export const whoWeAre = async (
  call: CallSlack,
  signal: AbortSignal,
  log: (code: string, cause: unknown) => void,
): Promise<SlackIdentity | null> => {
  for (let tries = 0; !signal.aborted; tries += 1) {
    const asked = await call("auth.test", {});
    if (asked.kind === "done") {
      const { team_id: team, user_id: botUserId, bot_id: botId = null } = Identity.parse(asked.value);
      return { team, botUserId, botId };
    }
    log("slack_does_not_know_us", { code: asked.code });
    await pause(Math.min(pace.longestMs, pace.firstMs * 2 ** tries), signal);
  }
  return null;
};
