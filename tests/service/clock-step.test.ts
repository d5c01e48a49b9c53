import { existsSync, renameSync, writeFileSync } from "node:fs";
import path from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { countsOf } from "../../tools/kill-test/counts-of.ts";
import { createRunDatabase } from "../../tools/kill-test/database.ts";
import { codesIn, type FaultBench, openFaultBench, sleep, until } from "../support/service-under-fault.ts";
import { postgresMissing, testDatabaseUrl } from "../support/store-engines.ts";

/** Debian's package `faketime`; the clock of every program that loads it can be put forward and back while it runs. */
const library = ["/usr/lib/x86_64-linux-gnu", "/usr/lib/aarch64-linux-gnu"]
  .map((folder) => `${folder}/faketime/libfaketimeMT.so.1`)
  .find(existsSync);
const noLibrary = library === undefined ? "SKIPPED: no libfaketime (apt-get install faketime)" : null;

/** A reply is in a sender's hands for so long, so that some are at every step of the clock. */
const deliveryMs = 2000;
/** Below what one service can deliver at that pace. */
const pauseMs = 4000;
const hour = 3600;

let bench: FaultBench;
beforeEach(async () => {
  bench = await openFaultBench(deliveryMs);
});
afterEach(() => bench.end());

describe.each([
  { engine: "SQLite, two services on one data folder", skip: noLibrary, database: async () => null },
  {
    engine: "PostgreSQL, two replicas",
    skip: noLibrary ?? (postgresMissing === null ? null : `SKIPPED on PostgreSQL: ${postgresMissing}`),
    database: () => createRunDatabase(testDatabaseUrl),
  },
])("the clock put forward and back by an hour under load: $engine", ({ skip, database }) => {
  test("no message is answered twice, and none waits for much more than a minute", async (context) => {
    if (skip !== null) return context.skip(skip);
    const clock = path.join(bench.folder, "clock");
    const put = (seconds: number): void => {
      // In one step: a half-written file would be another time.
      writeFileSync(`${clock}.new`, `${seconds < 0 ? "-" : "+"}${Math.abs(seconds)}\n`);
      renameSync(`${clock}.new`, clock);
    };
    put(0);
    const environment = {
      LD_PRELOAD: library!,
      FAKETIME_TIMESTAMP_FILE: clock,
      FAKETIME_DONT_FAKE_MONOTONIC: "1",
      DONT_FAKE_MONOTONIC: "1",
      FAKETIME_NO_CACHE: "1",
    };
    const run = await database();
    if (run !== null) bench.undoAtEnd(run.drop);
    const dataFolder = path.join(bench.folder, "data");
    const places = [
      await bench.place({ databaseUrl: run?.url ?? null, dataFolder, environment }),
      await bench.place({ databaseUrl: run?.url ?? null, dataFolder, environment }),
    ];
    const first = await bench.start(places[0]!);
    await bench.start(places[1]!);
    const load = bench.load(
      places.map(({ port }) => port),
      pauseMs,
    );
    const arrivals = () => bench.office.brought.length;
    const goOn = (count: number) => {
      const before = arrivals();
      return until("messages are answered", () => arrivals() >= before + count, 90_000);
    };
    await goOn(6);
    put(hour);
    await goOn(6);
    // Longer than the pause after a step, so that the next one finds leases in the new time, those of a dead process among them.
    await sleep(31_000);
    first.kill("SIGKILL");
    await first.ended;
    put(-hour);
    await goOn(6);
    await bench.start(places[0]!);
    await bench.expectOneOutcomeEach(load, places[0]!.port);

    const broughtAtMs = new Map(bench.office.brought.map(({ replyTo, atMs }) => [replyTo, atMs]));
    const waitedMs = load.acknowledged.map(({ externalId, atMs }) => broughtAtMs.get(externalId)! - atMs);
    const longestMs = Math.round(Math.max(...waitedMs));
    expect(longestMs).toBeLessThan(80_000);
    expect((await countsOf(places[0]!.port))?.jobs.dead ?? 0).toBe(0);
    expect(places.map((place) => codesIn(place).clock_stepped)).toEqual([1, 2]);
    console.log("clock:", { accepted: load.acknowledged.length, longestMs }, places.map(codesIn));
  }, 400_000);
});
