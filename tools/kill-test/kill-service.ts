import { type Counts, countsOf } from "./counts-of.ts";
import { type RunningService, type ServicePlace, startService } from "./service.ts";

/** What the killing of one replica needs. `mayGoOn` is asked before each start; `killed` is told how a life ended. */
export type KillerDeps = {
  mayGoOn: () => boolean;
  killed: (by: string) => void;
  /** Told how long a service took from its start to its first answer. */
  started: (tookMs: number) => void;
  unexpected: (what: string) => void;
  random: () => number;
};

const points = ["after_store", "after_claim", "after_draft", "after_delivery"] as const;

/** A crash point is passed at least this often while messages flow. */
const mostPassings = 8;
/** A life that did not come to its crash point in this time is ended from outside. */
const longestLifeMs = 12_000;
/** Every so many lives ended from outside is ended while the service is starting. */
const duringStart = 5;
const longestStartMs = 3000;
/** The others are ended so long at most after the first message was answered. */
const longestWorkMs = 3000;
/** Longer is not waited for a service to begin: perhaps there is nothing for it to do. */
const giveUpStartMs = 30_000;

const pause = (ms: number) => new Promise<"time">((resolve) => setTimeout(() => resolve("time"), ms));

/** Resolves when `isSo` of the service's counts, when it is gone, or after half a minute; false unless it was so. */
const waitFor = async (service: RunningService, port: number, isSo: (counts: Counts) => boolean): Promise<boolean> => {
  const until = performance.now() + giveUpStartMs;
  while (!service.isGone() && performance.now() < until) {
    const counts = await countsOf(port);
    if (counts !== null && isSo(counts)) return true;
    await pause(25);
  }
  return false;
};

/** Waits until the service answers, then until it has answered messages of its own. */
const atWork = async (service: RunningService, port: number, started: () => void): Promise<void> => {
  let doneBefore = 0;
  const answers = await waitFor(service, port, ({ jobs }) => {
    doneBefore = jobs.done ?? 0;
    return true;
  });
  if (!answers) return;
  started();
  await waitFor(service, port, ({ jobs }) => (jobs.done ?? 0) > doneBefore);
};

/** Starts a replica over and over and ends each life with SIGKILL: at a crash point, or at a random moment. */
export const killOverAndOver = async (deps: KillerDeps, place: ServicePlace): Promise<void> => {
  for (let life = 0; deps.mayGoOn(); life += 1) {
    const atPoint = life % 2 === 0;
    const point = points[((life / 2) % points.length) | 0]!;
    const service = startService(place, atPoint ? `${point}:${1 + Math.floor(deps.random() * mostPassings)}` : null);
    const startedAtMs = performance.now();
    let by: string = "random moment";
    if (!atPoint && ((life - 1) / 2) % duringStart === duringStart - 1) {
      by = "start";
      await Promise.race([service.ended, pause(deps.random() * longestStartMs)]);
    } else {
      await atWork(service, place.port, () => deps.started(performance.now() - startedAtMs));
      const first = await Promise.race([service.ended, pause(atPoint ? longestLifeMs : deps.random() * longestWorkMs)]);
      if (atPoint && first !== "time") by = point;
    }
    service.kill("SIGKILL");
    const signal = await service.ended;
    if (signal === "SIGKILL") {
      deps.killed(by);
      continue;
    }
    deps.unexpected(`a service ended by itself: ${signal}; see ${place.logFile}`);
    await pause(500);
  }
};

/** Starts a replica that is left to live. */
export const startForGood = (place: ServicePlace): RunningService => startService(place, null);
