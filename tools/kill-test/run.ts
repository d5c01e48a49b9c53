/*
 * Kills the service again and again while messages pour in, and counts what became of each. `npm run --silent kill-test -- --engine sqlite`.
 *
 * This process is the world outside: the members who send and send again, and the post office where replies arrive; it is never killed. The
 * services are its children, killed with SIGKILL at random moments and at named crash points. The last line of standard output
 * is JSON; the exit code is 1 unless every acknowledged message has exactly one outcome.
 */
import { type KillTestPlan, readArguments } from "./arguments.ts";
import { killOverAndOver, startForGood } from "./kill-service.ts";
import { makePlaces } from "./places.ts";
import { openPostOffice } from "./post-office.ts";
import { type PairSpread, sendDuplicates } from "./send-duplicates.ts";
import { type SentSoFar, sendMessages } from "./send-messages.ts";
import { killAllServices, type RunningService } from "./service.ts";
import { settle } from "./settle.ts";
import { killSlack } from "./slack/kill-slack.ts";
import { tally } from "./tally.ts";

const planOrExit = (): KillTestPlan => {
  try {
    return readArguments(process.argv.slice(2));
  } catch (fault) {
    process.stderr.write(`${(fault as Error).message}\n`);
    process.exit(2);
  }
};

const plan = planOrExit();
if (plan.channel === "slack") process.exit(await killSlack(plan));
const say = (words: string) => process.stderr.write(`${words}\n`);
const startedAtMs = performance.now();
const endsAtMs = startedAtMs + plan.minutes * 60_000;
/** Kept free at the end, for leases to run out (30 s each) and what is left to be delivered. */
const settlingMs = Math.min(120_000, plan.minutes * 20_000);

const killsBy: Record<string, number> = {};
const faults: string[] = [];
let kills = 0;

const office = await openPostOffice();
const { folder, places, remove } = await makePlaces(plan, office.url);
const ports = places.map(({ port }) => port);
const soFar: SentSoFar = { acknowledged: [], resent: 0 };
let living: RunningService[] = [];
const startsMs: number[] = [];
let spread: PairSpread | null = null;

const inWords = (times: number[]): string => {
  const sorted = times.map(Math.round).sort((a, b) => a - b);
  return sorted.length === 0 ? "not measured" : `median ${sorted[sorted.length >> 1]} ms, longest ${sorted.at(-1)} ms`;
};

for (const signal of ["SIGINT", "SIGTERM"] as const) {
  process.once(signal, () => {
    say(`stopped by ${signal}; kept for looking: ${folder}`);
    killAllServices();
    process.exit(1);
  });
}

const mayKill = (): boolean => kills < plan.kills && performance.now() < endsAtMs - settlingMs;

const killWhileSending = async (): Promise<void> => {
  // Messages are held back so that some are on their way at every kill.
  const permitted = () => (mayKill() ? Math.ceil((plan.messages * (kills + 1)) / (plan.kills + 1)) : plan.messages);
  const sending = sendMessages({ ports, permitted, isOver: () => performance.now() > endsAtMs }, plan.messages, soFar);
  await Promise.all(
    places.map((place) =>
      killOverAndOver(
        {
          mayGoOn: mayKill,
          random: Math.random,
          unexpected: (what) => faults.push(what) && say(what),
          started: (tookMs) => void startsMs.push(tookMs),
          killed: (by) => {
            kills += 1;
            killsBy[by] = (killsBy[by] ?? 0) + 1;
            if (kills % 10 === 0)
              say(`${kills} kills, ${soFar.acknowledged.length} acknowledged, ${office.brought.length} delivered`);
          },
        },
        place,
      ),
    ),
  );
  living = places.map(startForGood);
  await sending;
};

try {
  if (plan.duplicates > 0) {
    living = places.map(startForGood);
    spread = await sendDuplicates(ports, plan.duplicates, soFar, say, () => performance.now() > endsAtMs);
  } else await killWhileSending();
  const counts = await settle(ports[0]!, soFar.acknowledged, office.brought, () => performance.now() > endsAtMs);
  const { outOfOrder, ...counted } = tally(soFar.acknowledged, office.brought);
  const seconds = Math.round((performance.now() - startedAtMs) / 1000);
  say(`kills by kind: ${JSON.stringify(killsBy)}; sent again: ${soFar.resent}; out of order: ${outOfOrder}; ${seconds} s`);
  say(`from start to first answer: ${inWords(startsMs)}`);
  say(`in the store at the end: ${JSON.stringify(counts)}`);
  const asked = plan.duplicates || plan.messages;
  const good = counted.lost === 0 && counted.twice === 0 && counted.outcomes === counted.accepted && counted.accepted === asked;
  if (!good || outOfOrder > 0 || faults.length > 0) {
    process.exitCode = 1;
    if (plan.broken === null) say(`kept for looking: ${folder}`);
  }
  const { engine, channel, services, broken } = plan;
  const how = { services, ...(broken !== null && { broken }), ...(spread !== null && { spread }), killsBy, outOfOrder, seconds };
  process.stdout.write(`${JSON.stringify({ engine, channel, ...counted, kills, ...how })}\n`);
} finally {
  for (const service of living) service.kill("SIGTERM");
  const stopped = Promise.all(living.map(({ ended }) => ended));
  const late = setTimeout(() => {
    say("a service did not stop within 12 s of SIGTERM");
    process.exitCode = 1;
    for (const service of living) service.kill("SIGKILL");
  }, 12_000);
  await stopped;
  clearTimeout(late);
  office.close();
  if (process.exitCode !== 1 || plan.broken !== null) await remove();
}
