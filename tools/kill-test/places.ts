import { mkdtempSync, rmSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import path from "node:path";
import type { KillTestPlan } from "./arguments.ts";
import { createRunDatabase } from "./database.ts";
import { writeKnowledge } from "./questions.ts";
import type { ServicePlace } from "./service.ts";

/** Where the replicas of a run live: one on SQLite, two on PostgreSQL with one database. `remove` takes it all away. */
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

/** Makes folders, ports and, for PostgreSQL, a database. */
export const makePlaces = async (plan: KillTestPlan, postOffice: string): Promise<RunPlaces> => {
  const folder = mkdtempSync(path.join(tmpdir(), "noticeboard-kill-"));
  const knowledgeFolder = path.join(folder, "knowledge");
  writeKnowledge(knowledgeFolder);
  const database = plan.engine === "postgres" ? await createRunDatabase(plan.databaseUrl) : null;
  const places: ServicePlace[] = [];
  for (let replica = 0; replica < (database === null ? 1 : 2); replica += 1) {
    places.push({
      knowledgeFolder,
      dataFolder: path.join(folder, `data-${replica}`),
      databaseUrl: database?.url ?? null,
      port: await freePort(),
      postOffice,
      logFile: path.join(folder, `service-${replica}.log`),
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
