/*
 * How long a restart keeps a member waiting: `npx node tools/measure-restart.ts [--engine sqlite|postgres] [--rounds 10] [--knowledge DIR]`.
 *
 * In each round the service is killed right after it stored a message, started again, and sent another. Measured from the start of the
 * process: until it takes messages in, until the waiting message is answered at the member's end, and until the new one is. The last line
 * is JSON, with the machine's load, which matters more than anything else here.
 */
import { mkdtempSync, rmSync } from "node:fs";
import { loadavg, tmpdir } from "node:os";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { countsOf } from "./kill-test/counts-of.ts";
import { createRunDatabase } from "./kill-test/database.ts";
import { freePort } from "./kill-test/places.ts";
import { openPostOffice } from "./kill-test/post-office.ts";
import { postMessage } from "./kill-test/send-messages.ts";
import { killAllServices, type ServicePlace, startService } from "./kill-test/service.ts";

const { values } = parseArgs({
  options: {
    engine: { type: "string", default: "sqlite" },
    rounds: { type: "string", default: "10" },
    knowledge: { type: "string", default: fileURLToPath(new URL("../knowledge", import.meta.url)) },
    database: { type: "string", default: "postgres://postgres@127.0.0.1:5432/test" },
  },
});
const { engine } = values;
if (engine !== "sqlite" && engine !== "postgres") throw new Error(`--engine takes sqlite or postgres, not "${engine}"`);

const question = "What is the redundancy payment based on?";
const longestMs = 120_000;

const until = async (what: string, isSo: () => Promise<boolean> | boolean): Promise<void> => {
  for (const startMs = performance.now(); !(await isSo()); await new Promise((resolve) => setTimeout(resolve, 10)))
    if (performance.now() - startMs > longestMs) throw new Error(`waited in vain: ${what}`);
};

const spread = (times: number[]) => {
  const sorted = times.map(Math.round).sort((a, b) => a - b);
  return { median: sorted[sorted.length >> 1], worst: sorted.at(-1) };
};

const folder = mkdtempSync(path.join(tmpdir(), "noticeboard-restart-"));
const office = await openPostOffice();
const database = engine === "postgres" ? await createRunDatabase(values.database) : null;
const place: ServicePlace = {
  knowledgeFolder: path.resolve(values.knowledge),
  dataFolder: path.join(folder, "data"),
  databaseUrl: database?.url ?? null,
  port: await freePort(),
  postOffice: office.url,
  logFile: path.join(folder, "service.log"),
};
const answers = async (): Promise<boolean> => (await countsOf(place.port)) !== null;
const send = async (id: string): Promise<boolean> => (await postMessage(place.port, id, id, question)) !== null;
const broughtAtMs = (id: string): number | undefined => office.brought.find(({ replyTo }) => replyTo === id)?.atMs;

try {
  // Not measured: the first start reads and embeds every page.
  const first = startService(place, null);
  await until("the first answer", () => send("first"));
  await until("the first reply", () => broughtAtMs("first") !== undefined);
  first.kill("SIGTERM");
  await first.ended;
  const takesIn: number[] = [];
  const waiting: number[] = [];
  const fresh: number[] = [];
  for (let round = 0; round < Number(values.rounds); round += 1) {
    const dying = startService(place, "after_store:1");
    await until("the service takes messages in", answers);
    await send(`waiting-${round}`);
    await dying.ended;
    const startMs = performance.now();
    const service = startService(place, null);
    await until("the service takes messages in", () => send(`fresh-${round}`));
    takesIn.push(performance.now() - startMs);
    await until("both are answered", () => [`waiting-${round}`, `fresh-${round}`].every((id) => broughtAtMs(id) !== undefined));
    waiting.push(broughtAtMs(`waiting-${round}`)! - startMs);
    fresh.push(broughtAtMs(`fresh-${round}`)! - startMs);
    service.kill("SIGTERM");
    await service.ended;
  }
  const restartMs = { takesIn: spread(takesIn), waiting: spread(waiting), fresh: spread(fresh) };
  const load = loadavg()[0]!.toFixed(1);
  process.stdout.write(`${JSON.stringify({ engine, knowledge: values.knowledge, rounds: takesIn.length, restartMs, load })}\n`);
} finally {
  killAllServices();
  office.close();
  await database?.drop();
  rmSync(folder, { recursive: true, force: true });
}
