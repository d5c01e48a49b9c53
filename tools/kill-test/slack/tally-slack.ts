import type { Workspace } from "../../fake-slack/workspace.ts";

/**
 * What became of the questions. `accepted`: acknowledged to Slack; of these `outcomes` have exactly one post, `lost` none, `twice` more than one.
 * `givenUp`: never acknowledged in all of Slack's tries; `caughtUp` of these were answered all the same, from what was read later.
 */
export type SlackTally = {
  accepted: number;
  outcomes: number;
  lost: number;
  twice: number;
  givenUp: number;
  caughtUp: number;
  lostShare: number;
};

/** Compares what was acknowledged with what stands in each question's own conversation. */
export const tallySlack = (
  sent: readonly { conversation: string; acknowledged: boolean }[],
  { messages, botUser }: Pick<Workspace, "messages" | "botUser">,
): SlackTally => {
  const posts = new Map<string, number>();
  for (const { channel, user, ephemeralTo } of messages)
    if (user === botUser && ephemeralTo === null) posts.set(channel, (posts.get(channel) ?? 0) + 1);
  const timesOf = ({ conversation }: { conversation: string }): number => posts.get(conversation) ?? 0;
  const accepted = sent.filter(({ acknowledged }) => acknowledged);
  const givenUp = sent.filter(({ acknowledged }) => !acknowledged);
  const lost = accepted.filter((one) => timesOf(one) === 0).length;
  return {
    accepted: accepted.length,
    outcomes: accepted.filter((one) => timesOf(one) === 1).length,
    lost,
    twice: sent.filter((one) => timesOf(one) > 1).length,
    givenUp: givenUp.length,
    caughtUp: givenUp.filter((one) => timesOf(one) > 0).length,
    lostShare: accepted.length === 0 ? 0 : Math.round((lost / accepted.length) * 10_000) / 10_000,
  };
};
