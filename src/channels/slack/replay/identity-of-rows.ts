import { z } from "zod";
import type { SlackIdentity } from "../read-event.ts";

const Authorised = z.object({
  team_id: z.string().min(1),
  authorizations: z.array(z.object({ user_id: z.string().min(1), is_bot: z.boolean().optional() })).min(1),
});

/**
 * Which bot payloads were sent to, by what most of them say in `authorizations`; a bot of no particular name when none says. Without it the bot's own
 * messages and mentions would be strangers'.
 */
export const identityOfRows = (bodies: readonly unknown[]): SlackIdentity => {
  const times = new Map<string, { team: string; botUserId: string; count: number }>();
  for (const body of bodies) {
    const read = Authorised.safeParse(body);
    if (!read.success) continue;
    for (const { user_id: botUserId, is_bot: isBot } of read.data.authorizations) {
      if (isBot === false) continue;
      const key = `${read.data.team_id} ${botUserId}`;
      const before = times.get(key) ?? { team: read.data.team_id, botUserId, count: 0 };
      times.set(key, { ...before, count: before.count + 1 });
    }
  }
  const [most] = [...times.values()].sort((a, b) => b.count - a.count);
  return { team: most?.team ?? "T0REPLAY", botUserId: most?.botUserId ?? "U0REPLAY", botId: null };
};
