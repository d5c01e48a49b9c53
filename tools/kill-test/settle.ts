import { type Counts, countsOf } from "./counts-of.ts";
import type { Brought } from "./post-office.ts";
import type { Acknowledged } from "./tally.ts";

const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

const isQuiet = ({ jobs, replies }: Counts): boolean =>
  [jobs.ready, jobs.leased, replies.ready, replies.sending, replies.unknown].every((count) => (count ?? 0) === 0);

/**
 * Waits until every acknowledged message was answered and no service has anything left to do, so that a second delivery would have come
 * by then; at most until `isOver`. Gives the last counts.
 */
export const settle = async (
  port: number,
  acknowledged: Acknowledged[],
  brought: Brought[],
  isOver: () => boolean,
): Promise<Counts | null> => {
  let counts: Counts | null = null;
  while (!isOver()) {
    counts = await countsOf(port);
    const delivered = new Set(brought.map(({ replyTo }) => replyTo));
    if (counts !== null && isQuiet(counts) && acknowledged.every(({ externalId }) => delivered.has(externalId))) break;
    await pause(500);
  }
  await pause(2000);
  return counts;
};
