import { mkdtempSync, rmSync } from "node:fs";
import { connect, createServer, type Socket } from "node:net";
import { tmpdir } from "node:os";
import path from "node:path";
import { freePort } from "../../tools/kill-test/places.ts";
import { openPostOffice, type PostOffice } from "../../tools/kill-test/post-office.ts";
import { writeKnowledge } from "../../tools/kill-test/questions.ts";
import { type RunningService, type ServicePlace, startService } from "../../tools/kill-test/service.ts";
import { postgresEngine, type StoreEngine, sqliteEngine, testDatabaseUrl } from "./store-engines.ts";
import type { StorePlace } from "./store-place.ts";

/** A way to the tests' PostgreSQL that can be cut and mended; `port` of 127.0.0.1. */
export type CuttableLine = { port: number; cut(): void; mend(): void; close(): void };

/** Lays a line to the tests' PostgreSQL through this process. */
export const cuttableLine = (): Promise<CuttableLine> => {
  const { hostname, port } = new URL(testDatabaseUrl);
  const open = new Set<Socket>();
  let isCut = false;
  const server = createServer((near) => {
    if (isCut) return void near.destroy();
    const far = connect(Number(port || 5432), hostname);
    for (const [socket, other] of [
      [near, far],
      [far, near],
    ] as const) {
      open.add(socket);
      socket.on("error", () => other.destroy());
      socket.on("close", () => {
        open.delete(socket);
        other.destroy();
      });
      socket.pipe(other);
    }
  });
  const cut = (): void => {
    isCut = true;
    for (const socket of open) socket.destroy();
  };
  return new Promise((resolve) => {
    server.listen(0, "127.0.0.1", () =>
      resolve({
        port: (server.address() as { port: number }).port,
        cut,
        mend: () => {
          isCut = false;
        },
        close: () => {
          cut();
          server.close();
        },
      }),
    );
  });
};

/** A store of its own with the services that run over it, ended and removed together. */
export type ServiceGround = {
  engine: StoreEngine;
  store: StorePlace;
  knowledgeFolder: string;
  office: PostOffice;
  /** Starts a replica; `line` leads to PostgreSQL through it. */
  start(settings?: {
    line?: CuttableLine;
    environment?: Record<string, string>;
    knowledgeFolder?: string;
  }): Promise<StartedReplica>;
  close(): Promise<void>;
};
export type StartedReplica = RunningService & { place: ServicePlace; healthPort: number };

/** Makes an empty store on an engine, a knowledge folder of three pages, and a post office. */
export const serviceGround = async (name: "sqlite" | "postgres"): Promise<ServiceGround> => {
  const folder = mkdtempSync(path.join(tmpdir(), "noticeboard-service-"));
  const knowledgeFolder = path.join(folder, "knowledge");
  writeKnowledge(knowledgeFolder);
  const engine = name === "sqlite" ? sqliteEngine() : postgresEngine();
  const store = engine.newPlace();
  if (store.engine === "postgres") await engine.sql(store, `CREATE SCHEMA ${store.schema}`);
  const office = await openPostOffice();
  const started: RunningService[] = [];
  const urlOf = (line?: CuttableLine): string | null => {
    if (store.engine === "sqlite") return null;
    const address = new URL(store.url);
    address.searchParams.set("options", `-c search_path=${store.schema}`);
    if (line !== undefined) address.port = String(line.port);
    return address.href;
  };
  return {
    engine,
    store,
    knowledgeFolder,
    office,
    start: async ({ line, environment, knowledgeFolder: pages = knowledgeFolder } = {}) => {
      const healthPort = await freePort();
      const place: ServicePlace = {
        knowledgeFolder: pages,
        dataFolder: store.engine === "sqlite" ? store.dataFolder : path.join(folder, `data-${started.length}`),
        databaseUrl: urlOf(line),
        port: await freePort(),
        postOffice: office.url,
        logFile: path.join(folder, `service-${started.length}.log`),
        // The configured folder is no trial, so the store is the configured one too.
        environment: {
          KNOWLEDGE_DIR: pages,
          HEALTH_PORT: String(healthPort),
          MEMBER_SECRET: "a secret for tests",
          ...environment,
        },
      };
      const service = startService(place, null);
      started.push(service);
      return { ...service, place, healthPort };
    },
    close: async () => {
      for (const service of started) {
        service.kill("SIGKILL");
        await service.ended;
      }
      office.close();
      await engine.dropAll();
      rmSync(folder, { recursive: true, force: true });
    },
  };
};

/** What a health address answers; null while nobody listens. */
export const healthOf = async (
  port: number,
  route: string,
): Promise<{ status: number; body: Record<string, unknown> } | null> => {
  try {
    const response = await fetch(`http://127.0.0.1:${port}${route}`, { signal: AbortSignal.timeout(2500) });
    return { status: response.status, body: (await response.json()) as Record<string, unknown> };
  } catch {
    return null;
  }
};

/** Looks until it is so. Gives how long that took, in milliseconds. */
export const until = async (isSo: () => Promise<boolean> | boolean): Promise<number> => {
  const startedAtMs = performance.now();
  while (!(await isSo())) await new Promise((resolve) => setTimeout(resolve, 50));
  return performance.now() - startedAtMs;
};
