import { type RunningService, type ServicePlace, startService } from "./service.ts";

/** What the killing of one replica needs. `mayGoOn` is asked before each start; `killed` is told how a life ended. */
export type KillerDeps = {
  mayGoOn: () => boolean;
  killed: (by: string) => void;
  unexpected: (what: string) => void;
  random: () => number;
};

const points = ["after_store", "after_claim", "after_draft", "after_delivery"] as const;

/** A crash point is passed at least this often while messages flow. */
const mostPassings = 8;
/** A life that did not come to its crash point in this time is ended from outside. */
const longestLifeMs = 12_000;
/** Lives ended from outside: some during the start, most in the middle of the work. */
const shortestLifeMs = 300;
const usualLifeMs = 6000;

const pause = (ms: number) => new Promise<"time">((resolve) => setTimeout(() => resolve("time"), ms));

/** Starts a replica over and over and ends each life with SIGKILL: at a crash point, or at a random moment. */
export const killOverAndOver = async (deps: KillerDeps, place: ServicePlace): Promise<void> => {
  for (let life = 0; deps.mayGoOn(); life += 1) {
    const atPoint = life % 2 === 0;
    const point = points[((life / 2) % points.length) | 0]!;
    const failpoint = atPoint ? `${point}:${1 + Math.floor(deps.random() * mostPassings)}` : null;
    const service = startService(place, failpoint);
    const lifeMs = atPoint ? longestLifeMs : shortestLifeMs + deps.random() * usualLifeMs;
    const first = await Promise.race([service.ended, pause(lifeMs)]);
    if (first === "time") service.kill("SIGKILL");
    const signal = await service.ended;
    if (signal === "SIGKILL") deps.killed(first === "time" ? "random moment" : point);
    else deps.unexpected(`a service ended by itself: ${signal}; see ${place.logFile}`);
    if (signal !== "SIGKILL") await pause(500);
  }
};

/** Starts a replica that is left to live. */
export const startForGood = (place: ServicePlace): RunningService => startService(place, null);
