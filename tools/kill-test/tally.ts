/** What became of the acknowledged messages. `outcomes`: exactly one reply; `lost`: none; `twice`: more than one. */
export type Tally = { accepted: number; outcomes: number; lost: number; twice: number; outOfOrder: number };

/** An acknowledged message, and a delivery with the message that it answers (`replyTo`). Both lists in the order of time. */
export type Acknowledged = { externalId: string; threadKey: string };
export type Delivered = { replyTo: string; threadKey: string };

/** Compares what was acknowledged with what was delivered. `outOfOrder` counts replies that came before one to an earlier message of their thread. */
export const tally = (acknowledged: Acknowledged[], delivered: Delivered[]): Tally => {
  const times = new Map<string, number>();
  for (const { replyTo } of delivered) times.set(replyTo, (times.get(replyTo) ?? 0) + 1);
  const place = new Map(acknowledged.map(({ externalId }, index) => [externalId, index]));
  const latest = new Map<string, number>();
  let outOfOrder = 0;
  for (const { replyTo, threadKey } of delivered) {
    const own = place.get(replyTo) ?? -1;
    if (own < (latest.get(threadKey) ?? -1)) outOfOrder += 1;
    latest.set(threadKey, Math.max(own, latest.get(threadKey) ?? -1));
  }
  const counts = acknowledged.map(({ externalId }) => times.get(externalId) ?? 0);
  return {
    accepted: acknowledged.length,
    outcomes: counts.filter((count) => count === 1).length,
    lost: counts.filter((count) => count === 0).length,
    twice: counts.filter((count) => count > 1).length,
    outOfOrder,
  };
};
