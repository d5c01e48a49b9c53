import { type Counts, countsOf } from "./counts-of.ts";
import type { Brought } from "./post-office.ts";
import type { Acknowledged } from "./tally.ts";

const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

const isQuiet = ({ jobs, replies }: Counts): boolean =>
  [jobs.ready, jobs.leased, replies.ready, replies.sending, replies.unknown].every((count) => (count ?? 0) === 0);

/** What nobody has anything to do about for so long does not come any more. */
const nothingLeftMs = 6000;

/**
 * Waits until every acknowledged message was answered and no service has anything left to do, so that a second delivery would have come
 * by then; at most until `isOver`, or until there has been nothing to do for a while. Gives the last counts.
 */
export const settle = async (
  port: number,
  acknowledged: Acknowledged[],
  brought: Brought[],
  isOver: () => boolean,
): Promise<Counts | null> => {
  let counts: Counts | null = null;
  let quietSinceMs = Number.POSITIVE_INFINITY;
  while (!isOver() && performance.now() - quietSinceMs < nothingLeftMs) {
    counts = await countsOf(port);
    quietSinceMs = counts !== null && isQuiet(counts) ? Math.min(quietSinceMs, performance.now()) : Number.POSITIVE_INFINITY;
    const delivered = new Set(brought.map(({ replyTo }) => replyTo));
    if (counts !== null && isQuiet(counts) && acknowledged.every(({ externalId }) => delivered.has(externalId))) break;
    await pause(500);
  }
  await pause(2000);
  return counts;
};
