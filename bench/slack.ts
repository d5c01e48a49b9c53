/*
 * How soon Slack is told that an event is taken in, and how soon a member sees that their question is, at 100 events a second over two sockets:
 * `node bench/slack.ts [--seconds 20]`. The service is a child process as `npm start` starts it; this process is Slack. Prints one JSON line; exit 1
 * over a limit. The load of the machine stands beside the figures, for they mean little on one that does other work.
 */
import { loadavg } from "node:os";
import { parseArgs } from "node:util";
import { startFakeSlack } from "../tools/fake-slack/fake-slack.ts";
import { readArguments } from "../tools/kill-test/arguments.ts";
import { countsOf } from "../tools/kill-test/counts-of.ts";
import { makePlaces } from "../tools/kill-test/places.ts";
import { startService } from "../tools/kill-test/service.ts";
import { sendEvents } from "../tools/kill-test/slack/send-events.ts";

const limits = { ackP99Ms: 100, statusP99Ms: 500 };
const { values } = parseArgs({ options: { seconds: { type: "string", default: "20" } } });
const lastsMs = Number(values.seconds) * 1000;

const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));
const quantile = (times: number[], share: number): number | null => {
  const sorted = [...times].sort((a, b) => a - b);
  const found = sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))];
  return found === undefined ? null : Math.round(found);
};

const slack = await startFakeSlack();
const made = await makePlaces(readArguments(["--channel", "slack"]), slack.apiUrl);
const environment = { SLACK_BOT_TOKEN: "xoxb-bench", SLACK_APP_TOKEN: "xapp-bench", SLACK_API_URL: slack.apiUrl };
const place = { ...made.places[0]!, environment };
const service = startService(place, null);
try {
  while ((await countsOf(place.port)) === null || slack.sockets.count() < 2) await pause(100);
  // The pages are read and the first answers made before anything is measured.
  await pause(5000);
  const endsAtMs = performance.now() + lastsMs;
  const { questions, events, seconds } = await sendEvents(slack, {
    perSecond: 100,
    isEnough: () => performance.now() > endsAtMs,
  });
  const acks = await Promise.all(questions.map(({ sent }) => sent));
  await pause(2000);
  const statuses = slack.calls.filter(({ method, args }) => method === "assistant.threads.setStatus" && args.status !== "");
  const statusMs = questions.flatMap(({ conversation, sentAtMs }) => {
    const first = statuses.find(({ args }) => args.channel_id === conversation);
    return first === undefined ? [] : [first.atMs - sentAtMs];
  });
  const ackMs = acks.flatMap(({ ackMs: took }) => (took === null ? [] : [took]));
  const found = {
    eventsPerSecond: Math.round(events / seconds),
    questions: questions.length,
    acknowledged: ackMs.length,
    ackMs: { p50: quantile(ackMs, 0.5), p99: quantile(ackMs, 0.99) },
    withStatus: statusMs.length,
    statusMs: { p50: quantile(statusMs, 0.5), p99: quantile(statusMs, 0.99) },
    load: loadavg().map((load) => Math.round(load * 10) / 10),
    limits,
  };
  process.stdout.write(`${JSON.stringify(found)}\n`);
  const isWithin = (found.ackMs.p99 ?? Infinity) < limits.ackP99Ms && (found.statusMs.p99 ?? Infinity) < limits.statusP99Ms;
  process.exitCode = isWithin && statusMs.length === questions.length ? 0 : 1;
} finally {
  service.kill("SIGKILL");
  await service.ended;
  await slack.close();
  await made.remove();
}
