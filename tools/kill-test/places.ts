import { mkdtempSync, rmSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import path from "node:path";
import { fileURLToPath } from "node:url";
import type { KillTestPlan } from "./arguments.ts";
import { createRunDatabase } from "./database.ts";
import { writeKnowledge } from "./questions.ts";
import type { ServicePlace } from "./service.ts";

/** Where the services of a run live: on SQLite all on one data folder, on PostgreSQL each with its own. `remove` takes it all away. */
export type RunPlaces = { folder: string; places: ServicePlace[]; remove(): Promise<void> };

/** A port of 127.0.0.1 that nobody listens on. */
export const freePort = (): Promise<number> =>
  new Promise((resolve, reject) => {
    const server = createServer();
    server.once("error", reject);
    server.listen(0, "127.0.0.1", () => {
      const { port } = server.address() as { port: number };
      server.close(() => resolve(port));
    });
  });

const acknowledgeFirst = fileURLToPath(new URL("acknowledge-first.ts", import.meta.url));

/** Makes folders, ports and, for PostgreSQL, a database. */
export const makePlaces = async (plan: KillTestPlan, postOffice: string): Promise<RunPlaces> => {
  const folder = mkdtempSync(path.join(tmpdir(), "noticeboard-kill-"));
  const knowledgeFolder = path.join(folder, "knowledge");
  writeKnowledge(knowledgeFolder);
  const database = plan.engine === "postgres" ? await createRunDatabase(plan.databaseUrl) : null;
  const places: ServicePlace[] = [];
  for (let replica = 0; replica < plan.services; replica += 1) {
    places.push({
      knowledgeFolder,
      dataFolder: path.join(folder, database === null ? "data" : `data-${replica}`),
      databaseUrl: database?.url ?? null,
      port: await freePort(),
      postOffice,
      logFile: path.join(folder, `service-${replica}.log`),
      ...(plan.broken === "inbox-first" && { program: acknowledgeFirst }),
    });
  }
  return {
    folder,
    places,
    remove: async () => {
      await database?.drop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
};
