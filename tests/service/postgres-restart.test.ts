import { afterEach, beforeEach, expect, test } from "vitest";
import { countsOf } from "../../tools/kill-test/counts-of.ts";
import { type OwnPostgres, startOwnPostgres } from "../support/own-postgres.ts";
import { codesIn, type FaultBench, type Load, openFaultBench, readiness, sleep, until } from "../support/service-under-fault.ts";
import { openTroubledLine } from "../support/troubled-line.ts";

let bench: FaultBench;
beforeEach(async () => {
  bench = await openFaultBench();
});
afterEach(() => bench.end());

const startServer = async (): Promise<OwnPostgres | string> => {
  const server = await startOwnPostgres();
  if ("missing" in server) return `SKIPPED: ${server.missing}`;
  bench.undoAtEnd(server.remove);
  return server;
};

test("PostgreSQL restarted and its line troubled under load: nothing is acknowledged unstored, and work goes on by itself", async (context) => {
  const server = await startServer();
  if (typeof server === "string") return context.skip(server);
  const line = await openTroubledLine(server.port);
  bench.undoAtEnd(line.close);
  const databaseUrl = server.url.replace(`:${server.port}/`, `:${line.port}/`);
  const places = [await bench.place({ databaseUrl }), await bench.place({ databaseUrl })];
  for (const place of places) await bench.start(place);
  const areReady = async (status: number) =>
    (await Promise.all(places.map((place) => readiness(place.consolePort)))).every((seen) => seen?.status === status);
  await until("both are ready", () => areReady(200));
  const load: Load = bench.load(places.map(({ port }) => port));
  const figures: Record<string, object> = {};

  /** Lets a fault last until both services say that they are not ready, and sees them answer again once it is over. */
  const through = async (name: string, begin: () => void, end: () => void, lastsMs: number, backWithinMs: number) => {
    const sentBefore = office().length;
    await until("messages are answered", () => office().length > sentBefore + 3);
    begin();
    const beganAtMs = performance.now();
    await until(`both say that they are not ready: ${name}`, () => areReady(503), 20_000);
    const redAfterMs = Math.round(performance.now() - beganAtMs);
    await sleep(Math.max(0, lastsMs - redAfterMs));
    const acknowledgedBefore = load.acknowledged.length;
    end();
    const acceptedAfterMs = await until(
      `messages are taken in after ${name}`,
      () => load.acknowledged.length > acknowledgedBefore + 4,
      backWithinMs,
    );
    const broughtBefore = office().length;
    const answeredAfterMs = await until(
      `messages are answered after ${name}`,
      () => office().length > broughtBefore + 2,
      backWithinMs,
    );
    const readyAfterMs = await until(`both are ready after ${name}`, () => areReady(200), backWithinMs);
    figures[name] = { redAfterMs, acceptedAfterMs, answeredAfterMs, readyAfterMs };
  };
  const office = () => bench.office.brought;

  await through("an immediate shutdown", () => server.stop("immediate"), server.start, 4000, 15_000);
  await through("a fast shutdown", () => server.stop("fast"), server.start, 4000, 15_000);
  await through("a silent line", line.silence, line.resume, 8000, 15_000);
  const acknowledgedBefore = load.acknowledged.length;
  for (let times = 0; times < 20; times += 1) {
    line.cut();
    await sleep(150);
  }
  await until("messages are taken in while the line is cut", () => load.acknowledged.length > acknowledgedBefore);
  await through("connections that were forgotten", line.silence, line.forget, 3000, 50_000);

  await bench.expectOneOutcomeEach(load, places[0]!.port);
  expect((await countsOf(places[0]!.port))?.jobs.dead ?? 0).toBe(0);
  console.log(
    "PostgreSQL:",
    figures,
    { accepted: load.acknowledged.length, refused: load.refusedAtMs.length },
    places.map(codesIn),
  );
}, 400_000);
