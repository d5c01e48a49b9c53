import { spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, readFileSync } from "node:fs";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { afterEach, describe, expect, test } from "vitest";
import { countsOf } from "../../tools/kill-test/counts-of.ts";
import { freePort } from "../../tools/kill-test/places.ts";
import { postMessage } from "../../tools/kill-test/send-messages.ts";
import { healthOf, type ServiceGround, type StartedReplica, serviceGround, until } from "../support/running-service.ts";
import { postgresMissing } from "../support/store-engines.ts";

const grounds: ServiceGround[] = [];
const servers: Server[] = [];
afterEach(async () => {
  for (const ground of grounds.splice(0)) await ground.close();
  for (const server of servers.splice(0)) {
    server.closeAllConnections();
    server.close();
  }
});

const laid = async (name: "sqlite" | "postgres"): Promise<ServiceGround> => {
  const ground = await serviceGround(name);
  grounds.push(ground);
  return ground;
};

/** A language model that takes every question and never says a word: whoever asks it has work in hand for a minute. */
const silentModel = async (): Promise<Record<string, string>> => {
  const server = createServer(() => undefined);
  servers.push(server);
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  return { OPENAI_API_KEY: "any", OPENAI_BASE_URL: `http://127.0.0.1:${port}/v1`, OPENAI_BUDGET_MS: "60000" };
};

const isReady = async ({ healthPort }: StartedReplica): Promise<boolean> =>
  (await healthOf(healthPort, "/readyz"))?.status === 200;
const question = "How long is the notice period after five years of service?";
const supervisorKillsAfterMs = 10_000;

const send = async ({ place }: StartedReplica, ids: string[]): Promise<void> => {
  for (const id of ids) expect(await postMessage(place.port, id, id, question)).toBe("accepted");
};
const leased = async ({ place }: StartedReplica): Promise<number> => (await countsOf(place.port))?.jobs.leased ?? 0;

describe.each(["sqlite", "postgres"] as const)("stopping with work in hand on %s", (name) => {
  test.skipIf(name === "postgres" && postgresMissing !== null)(
    "ends within 10 s, and another process takes at once what was handed back",
    async () => {
      const ground = await laid(name);
      const stopping = await ground.start({ environment: await silentModel() });
      await until(() => isReady(stopping));
      const ids = ["one", "two", "three", "four"];
      await send(stopping, ids);
      await until(async () => (await leased(stopping)) === 4);
      // A heartbeat at ten seconds would lengthen the leases to forty; so long must nobody wait.
      const other = await ground.start();
      await until(() => isReady(other));
      const startedAtMs = performance.now();
      stopping.kill("SIGTERM");
      const said: string[][] = [];
      await until(async () => {
        const answer = await healthOf(stopping.healthPort, "/readyz");
        if (answer !== null) said.push(answer.body.codes as string[]);
        return stopping.isGone();
      });
      expect(await stopping.ended).toBe("exit 0");
      expect(performance.now() - startedAtMs).toBeLessThan(supervisorKillsAfterMs);
      expect(said.at(-1)).toContain("stopping");
      const tookMs = await until(() => ground.office.brought.length === ids.length);
      expect(tookMs).toBeLessThan(8000);
      expect(new Set(ground.office.brought.map(({ replyTo }) => replyTo))).toEqual(new Set(ids));
      const log = readFileSync(stopping.place.logFile, "utf8");
      expect(log).toContain('"code":"stopping"');
      expect(log).not.toContain("not_released");
    },
  );
});

test("a second signal ends at once, and what was in hand is not lost", async () => {
  const ground = await laid("sqlite");
  const service = await ground.start({ environment: await silentModel() });
  await until(() => isReady(service));
  await send(service, ["one"]);
  await until(async () => (await leased(service)) === 1);
  service.kill("SIGTERM");
  await new Promise((resolve) => setTimeout(resolve, 1000));
  expect(service.isGone()).toBe(false);
  const startedAtMs = performance.now();
  service.kill("SIGTERM");
  expect(await service.ended).toBe("exit 143");
  expect(performance.now() - startedAtMs).toBeLessThan(2000);
  expect(await ground.engine.sql(ground.store, "SELECT state FROM jobs")).toEqual([{ state: "leased" }]);
});

test("a stop that comes while the pages are being read is obeyed, and the next start goes on", async () => {
  const ground = await laid("sqlite");
  // The project's own pages take several seconds to embed.
  const service = await ground.start({ knowledgeFolder: "knowledge" });
  await until(async () => (await healthOf(service.healthPort, "/readyz")) !== null);
  const startedAtMs = performance.now();
  expect((await healthOf(service.healthPort, "/readyz"))?.body.codes).toContain("knowledge_not_served");
  service.kill("SIGTERM");
  expect(await service.ended).toBe("exit 0");
  expect(performance.now() - startedAtMs).toBeLessThan(supervisorKillsAfterMs);
  expect(await ground.engine.sql(ground.store, "SELECT integrity_check FROM pragma_integrity_check")).toEqual([
    { integrity_check: "ok" },
  ]);
  const again = await ground.start();
  await until(() => isReady(again));
});

test("a fault that nobody caught is logged by its code, what is in hand is handed back, and the exit code is 1", async () => {
  const ground = await laid("sqlite");
  const planted = "data:text/javascript,process.on('SIGUSR2',()=>{throw new Error('planted')})";
  const service = await ground.start({ environment: { ...(await silentModel()), NODE_OPTIONS: `--import="${planted}"` } });
  await until(() => isReady(service));
  await send(service, ["one"]);
  await until(async () => (await leased(service)) === 1);
  service.kill("SIGUSR2");
  expect(await service.ended).toBe("exit 1");
  expect(readFileSync(service.place.logFile, "utf8")).toContain('"code":"uncaught_exception"');
  expect(await ground.engine.sql(ground.store, "SELECT state FROM jobs")).toEqual([{ state: "ready" }]);
});

test.skipIf(!existsSync("node_modules/.bin/node")).each(["SIGTERM", "SIGINT"] as const)(
  "npm start passes %s on, and ends when the service has ended",
  async (signal) => {
    const { knowledgeFolder, store } = await laid("sqlite");
    const dataFolder = store.engine === "sqlite" ? store.dataFolder : "";
    const healthPort = await freePort();
    const npm = spawn("npm", ["start", "--", "--port", "0", "--data", dataFolder, "--knowledge", knowledgeFolder], {
      stdio: ["ignore", "ignore", "pipe"],
      detached: true,
      env: {
        ...process.env,
        HEALTH_PORT: String(healthPort),
        KNOWLEDGE_DIR: knowledgeFolder,
        DATABASE_URL: "",
        OPENAI_API_KEY: "",
        LOG_LEVEL: "info",
      },
    });
    let log = "";
    npm.stderr.on("data", (bytes) => {
      log += bytes;
    });
    const ended = once(npm, "close");
    try {
      await until(async () => (await healthOf(healthPort, "/readyz"))?.status === 200);
      // Ctrl+C goes to the whole group, and npm passes it on once more: one order, not two. A supervisor knows npm alone.
      process.kill(signal === "SIGINT" ? -npm.pid! : npm.pid!, signal);
      expect(await ended).toEqual([0, null]);
      expect(log).toContain('"code":"stopped"');
      expect(await healthOf(healthPort, "/healthz")).toBeNull();
    } finally {
      if (npm.exitCode === null) process.kill(-npm.pid!, "SIGKILL");
    }
  },
);
