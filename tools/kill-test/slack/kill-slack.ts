import { fileURLToPath } from "node:url";
import { type FakeSlack, startFakeSlack } from "../../fake-slack/fake-slack.ts";
import type { KillTestPlan } from "../arguments.ts";
import { countsOf } from "../counts-of.ts";
import { killOverAndOver, startForGood } from "../kill-service.ts";
import { makePlaces } from "../places.ts";
import { killAllServices, type RunningService, type ServicePlace } from "../service.ts";
import { sendEvents } from "./send-events.ts";
import { type SlackTally, tallySlack } from "./tally-slack.ts";

/** What a run found. */
export type SlackRun = SlackTally & { kills: number; killsBy: Record<string, number>; eventsPerSecond: number; seconds: number };

const plainBolt = fileURLToPath(new URL("plain-bolt.ts", import.meta.url));
const perSecond = 100;
/** Slack takes a post and loses its answer every so often. */
const lostEveryMs = 1500;
/** What nobody does anything about for so long does not come any more. */
const quietMs = 8000;

const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

/** Waits until nothing is left to do for a while and no more is posted, or the time is over. */
const settleSlack = async (slack: FakeSlack, places: ServicePlace[], isOver: () => boolean): Promise<void> => {
  let quietSinceMs = performance.now();
  let before = "";
  while (!isOver() && performance.now() - quietSinceMs < quietMs) {
    await pause(500);
    const counts = await Promise.all(places.map(({ port }) => countsOf(port)));
    const now = JSON.stringify([counts, slack.workspace.messages.length]);
    const left = counts.map((count) =>
      count === null ? 1 : ["ready", "leased"].reduce((sum, state) => sum + (count.jobs[state] ?? 0), 0),
    );
    const unsent = counts.map((count) =>
      ["ready", "sending", "unknown"].reduce((sum, state) => sum + (count?.replies[state] ?? 0), 0),
    );
    if (now !== before || [...left, ...unsent].some((some) => some > 0)) quietSinceMs = performance.now();
    before = now;
  }
};

/** Kills the service, or plain Bolt in its place, over and over under Slack's events, and counts what became of each question. */
export const killUnderSlack = async (plan: KillTestPlan, isPlain: boolean, say: (words: string) => void): Promise<SlackRun> => {
  const startedAtMs = performance.now();
  const endsAtMs = startedAtMs + plan.minutes * 60_000;
  const slack = await startFakeSlack();
  const made = await makePlaces({ ...plan, engine: isPlain ? "sqlite" : plan.engine }, slack.apiUrl);
  const environment = { SLACK_BOT_TOKEN: "xoxb-kill", SLACK_APP_TOKEN: "xapp-kill", SLACK_API_URL: slack.apiUrl };
  const places = made.places.map((place) => ({ ...place, environment, ...(isPlain && { program: plainBolt }) }));
  const killsBy: Record<string, number> = {};
  let kills = 0;
  let living: RunningService[] = [];
  const mayKill = (): boolean => kills < plan.kills && performance.now() < endsAtMs - 120_000;
  const losing = setInterval(() => slack.plan({ method: "chat.postMessage", times: 1, kind: "lost" }), lostEveryMs);
  const killed = (by: string): void => {
    kills += 1;
    killsBy[by] = (killsBy[by] ?? 0) + 1;
    if (kills % 5 === 0)
      say(`${kills} kills, ${slack.workspace.messages.filter(({ user }) => user === slack.workspace.botUser).length} posts`);
  };
  const unexpected = (what: string): void => say(what);
  try {
    const sending = sendEvents(slack, { perSecond, isEnough: () => !mayKill() });
    const deps = { mayGoOn: mayKill, random: Math.random, unexpected, started: () => undefined, killed };
    await Promise.all(places.map((place) => killOverAndOver(deps, place)));
    living = places.map(startForGood);
    const { questions, events, seconds } = await sending;
    clearInterval(losing);
    const sent = await Promise.all(questions.map(async ({ conversation, sent: fared }) => ({ conversation, ...(await fared) })));
    await settleSlack(slack, places, () => performance.now() > endsAtMs);
    const tally = tallySlack(sent, slack.workspace);
    return {
      ...tally,
      kills,
      killsBy,
      eventsPerSecond: Math.round(events / seconds),
      seconds: Math.round((performance.now() - startedAtMs) / 1000),
    };
  } finally {
    clearInterval(losing);
    for (const service of living) service.kill("SIGTERM");
    await Promise.race([Promise.all(living.map(({ ended }) => ended)), pause(12_000)]);
    killAllServices();
    await slack.close();
    if (process.env.KEEP_KILLED === undefined) await made.remove();
    else say(`kept for looking: ${made.folder}`);
  }
};

/** Runs the kill test over Slack, after it over plain Bolt when that is asked for; gives the process's exit code. */
export const killSlack = async (plan: KillTestPlan): Promise<number> => {
  const say = (words: string) => process.stderr.write(`${words}\n`);
  const ours = await killUnderSlack(plan, false, say);
  const good = ours.lost === 0 && ours.twice === 0 && ours.kills >= plan.kills && ours.accepted > 0;
  const plain = plan.plainBolt ? await killUnderSlack({ ...plan, services: 1 }, true, say) : null;
  if (plain !== null) say(`plain Bolt: ${JSON.stringify(plain)}`);
  const { engine, channel, services } = plan;
  process.stdout.write(
    `${JSON.stringify({ engine, channel, ...ours, services, ...(plain !== null && { plainBolt: plain }) })}\n`,
  );
  return good ? 0 : 1;
};
