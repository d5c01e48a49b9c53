import { spawnSync } from "node:child_process";
import { chmodSync, existsSync } from "node:fs";
import { afterEach, beforeEach, expect, test } from "vitest";
import { storeFileOf } from "../../src/adapters/sqlite/open-sqlite-store.ts";
import { countsOf } from "../../tools/kill-test/counts-of.ts";
import { codesIn, type FaultBench, openFaultBench, readiness, saidBy, sleep, until } from "../support/service-under-fault.ts";

let bench: FaultBench;
beforeEach(async () => {
  bench = await openFaultBench();
});
afterEach(() => bench.end());

const nobody = 65534;
const isRoot = process.getuid?.() === 0;

/** Makes files refuse every write, also to those who have them open already, as a disk does that was mounted again for reading. */
const setUnchangeable = (files: string[], unchangeable: boolean): boolean =>
  spawnSync("chattr", [unchangeable ? "+i" : "-i", ...files.filter(existsSync)]).status === 0;

test("a store that turns read-only: nothing is acknowledged, and work goes on by itself when it can be written again", async (context) => {
  const place = await bench.place();
  const files = ["", "-wal"].map((end) => `${storeFileOf(place.dataFolder)}${end}`);
  await bench.start(place);
  const refusal = "SKIPPED: making a file unchangeable (chattr +i) needs root and a disk that knows it";
  if (!isRoot || !setUnchangeable(files, true) || !setUnchangeable(files, false)) return context.skip(refusal);
  bench.undoAtEnd(() => setUnchangeable(files, false));
  await until("it is ready", async () => (await readiness(place.consolePort))?.status === 200);
  const load = bench.load([place.port]);
  const sent = async () => (await countsOf(place.port))?.replies.sent ?? 0;
  await until("messages are answered", async () => (await sent()) >= 5);

  setUnchangeable(files, true);
  await until("messages are refused", () => load.refusedAtMs.length >= 10);
  await until(
    "it says so",
    async () => (await readiness(place.consolePort))?.codes.includes("store_cannot_write") ?? false,
    10_000,
  );
  const before = load.acknowledged.length;
  await sleep(3000);
  expect(load.acknowledged.length).toBe(before);
  setUnchangeable(files, false);
  const acceptedAfterMs = await until("messages are taken in", () => load.acknowledged.length > before, 15_000);
  const sentBefore = await sent();
  const answeredAfterMs = await until("messages are answered", async () => (await sent()) > sentBefore, 20_000);
  const readyAfterMs = await until("it is ready", async () => (await readiness(place.consolePort))?.status === 200, 20_000);
  await bench.expectOneOutcomeEach(load, place.port);
  expect((await countsOf(place.port))?.jobs.dead ?? 0).toBe(0);
  console.log("read-only:", {
    acceptedAfterMs,
    answeredAfterMs,
    readyAfterMs,
    accepted: load.acknowledged.length,
    ...codesIn(place),
  });
});

test("a store that its user may not write to is refused at the start, with what to do", async (context) => {
  if (!isRoot) return context.skip("SKIPPED: running the service as another user needs root");
  const place = await bench.place({ uid: nobody });
  const own = { ...place, uid: 0 };
  const first = await bench.start(own);
  first.kill("SIGTERM");
  await first.ended;
  chmodSync(bench.folder, 0o755);
  const refused = await bench.start(place);
  expect(await refused.ended).toBe("exit 1");
  expect(saidBy(place)).toMatch(/noticeboard\.sqlite cannot be opened\. .*let this user write to the folder/i);
});
