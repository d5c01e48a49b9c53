import { spawnSync } from "node:child_process";
import { closeSync, mkdirSync, openSync, rmSync, writeSync } from "node:fs";
import path from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { countsOf } from "../../tools/kill-test/counts-of.ts";
import { codesIn, type FaultBench, openFaultBench, readiness, saidBy, sleep, until } from "../support/service-under-fault.ts";

let bench: FaultBench;
beforeEach(async () => {
  bench = await openFaultBench();
});
afterEach(() => bench.end());

/** A disk of 16 megabytes at a folder, or null when this user may mount none. */
const mountDisk = (folder: string): string | null => {
  mkdirSync(folder, { recursive: true });
  if (spawnSync("mount", ["-t", "tmpfs", "-o", "size=16m", "tmpfs", folder]).status !== 0) return null;
  bench.undoAtEnd(() => spawnSync("umount", ["--lazy", folder]));
  return folder;
};

/** Writes until not a byte more goes on the disk. */
const fill = (file: string): void => {
  const descriptor = openSync(file, "a");
  try {
    for (const size of [1 << 20, 1 << 16, 1 << 12])
      try {
        while (writeSync(descriptor, Buffer.alloc(size)) > 0);
      } catch (fault) {
        expect(fault).toMatchObject({ code: "ENOSPC" });
      }
  } finally {
    closeSync(descriptor);
  }
};

test("a full disk: nothing is acknowledged that is not stored, and work goes on by itself when there is room", async (context) => {
  const dataFolder = mountDisk(path.join(bench.folder, "disk"));
  if (dataFolder === null) return context.skip("SKIPPED: mounting a small disk needs root");
  const place = await bench.place({ dataFolder });
  const ballast = path.join(dataFolder, "ballast");
  const service = await bench.start(place);
  await until("it is ready", async () => (await readiness(place.consolePort))?.status === 200);
  const load = bench.load([place.port]);
  const sent = async () => (await countsOf(place.port))?.replies.sent ?? 0;
  await until("messages are answered", async () => (await sent()) >= 5);

  fill(ballast);
  await until("messages are refused", () => load.refusedAtMs.length >= 10);
  await until(
    "it says so",
    async () => (await readiness(place.consolePort))?.codes.includes("store_cannot_write") ?? false,
    10_000,
  );
  const before = load.acknowledged.length;
  await sleep(3000);
  // What was being written when the disk filled up may still have found room.
  expect(load.acknowledged.length - before).toBeLessThan(3);
  rmSync(ballast);
  const acceptedAfterMs = await until("messages are taken in", () => load.acknowledged.length > before + 4, 15_000);
  const sentBefore = await sent();
  const answeredAfterMs = await until("messages are answered", async () => (await sent()) > sentBefore, 20_000);
  const readyAfterMs = await until("it is ready", async () => (await readiness(place.consolePort))?.status === 200, 20_000);

  fill(ballast);
  await until("messages are refused again", () => load.refusedAtMs.at(-1)! > load.acknowledged.at(-1)!.atMs + 500);
  service.kill("SIGKILL");
  await service.ended;
  // Whoever starts it again on the full disk gets no acknowledgement either.
  const again = await bench.start(place);
  const acknowledged = load.acknowledged.length;
  await sleep(2000);
  expect(load.acknowledged.length).toBe(acknowledged);
  expect(again.isGone() ? saidBy(place) : "There is no room on the disk").toContain("There is no room on the disk");
  rmSync(ballast);
  if (again.isGone()) await bench.start(place);
  await bench.expectOneOutcomeEach(load, place.port);
  expect((await countsOf(place.port))?.jobs.dead ?? 0).toBe(0);
  console.log("disk full:", {
    acceptedAfterMs,
    answeredAfterMs,
    readyAfterMs,
    startsWhenFull: !again.isGone(),
    accepted: load.acknowledged.length,
    ...codesIn(place),
  });
});
