import { z } from "zod";
import type { CallSlack } from "./slack-call.ts";

/** Slack would not say who somebody is. The message waits, for it must not be answered on a guess. */
export class NotToldWho extends Error {
  readonly code = "slack_does_not_say_who";
}

const Answer = z.object({
  user: z.object({
    team_id: z.string().optional(),
    is_restricted: z.boolean().optional(),
    is_ultra_restricted: z.boolean().optional(),
    is_stranger: z.boolean().optional(),
    enterprise_user: z.object({ teams: z.array(z.string()).optional() }).optional(),
  }),
});

const keptMs = 3_600_000;
const mostKept = 20_000;
/** How often Slack is asked at most for one message, and the longest pause that is kept between, in milliseconds. */
const pace = { tries: 3, firstMs: 500, longestMs: 20_000 };

/** What Slack says of somebody whom this workspace cannot see. */
const unseen = new Set(["user_not_found", "user_not_visible", "users_not_found"]);

/**
 * Tells guests and people of other organisations from the workspace's own people; asked of Slack once an hour for each. Rejects with `NotToldWho`
 * when Slack does not say and has not before.
 */
export const whoIsOutside = (
  call: CallSlack,
  nowMs: () => number,
  sleep: (ms: number) => Promise<void>,
): ((place: { team: string; user: string }) => Promise<boolean>) => {
  const known = new Map<string, { isOutside: boolean; atMs: number }>();
  const asking = new Map<string, Promise<boolean>>();

  const ask = async ({ team, user }: { team: string; user: string }): Promise<boolean> => {
    for (let tried = 1; ; tried += 1) {
      const asked = await call("users.info", { user });
      if (asked.kind === "done") {
        const { user: who } = Answer.parse(asked.value);
        const isElsewhere = who.team_id !== undefined && who.team_id !== team && !who.enterprise_user?.teams?.includes(team);
        return Boolean(who.is_restricted || who.is_ultra_restricted || who.is_stranger || isElsewhere);
      }
      if (asked.kind === "refused" && unseen.has(asked.code)) return true;
      const pauseMs = (asked.kind === "refused" ? asked.retryAfterMs : null) ?? pace.firstMs * 2 ** (tried - 1);
      const isHopeless = (asked.kind === "refused" && asked.final) || pauseMs > pace.longestMs;
      if (tried === pace.tries || isHopeless) throw new NotToldWho(`users.info: ${asked.code}`);
      await sleep(pauseMs);
    }
  };

  return async (place) => {
    const key = `${place.team}:${place.user}`;
    const kept = known.get(key);
    if (kept !== undefined && nowMs() - kept.atMs < keptMs) return kept.isOutside;
    const answer = asking.get(key) ?? ask(place).finally(() => asking.delete(key));
    asking.set(key, answer);
    try {
      const isOutside = await answer;
      known.delete(key);
      known.set(key, { isOutside, atMs: nowMs() });
      if (known.size > mostKept) known.delete(known.keys().next().value as string);
      return isOutside;
    } catch (cause) {
      // Somebody who was told apart before has hardly changed while Slack is out.
      if (kept !== undefined) return kept.isOutside;
      throw cause;
    }
  };
};
