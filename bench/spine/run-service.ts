import { spawn } from "node:child_process";
import { once } from "node:events";
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import type { LoopDelay } from "./watch-loop.ts";

/** Where the service keeps its things, the port that it listens at, and where it brings its replies. `databaseUrl` null for SQLite. */
export type BenchPlace = { dataFolder: string; databaseUrl: string | null; port: number; postOffice: string };

/** The running service, seen from outside and, for its event loop, from inside. */
export type BenchedService = {
  /** Resolves once messages are answered; rejects when the service ends before. */
  ready: Promise<void>;
  /** Since the last asking. */
  loopDelay(): Promise<LoopDelay>;
  /** Most memory that it ever held, in megabytes; null where the system does not tell. */
  peakMemoryMb(): number | null;
  stop(): Promise<void>;
};

const projectFile = (name: string): string => fileURLToPath(new URL(`../../${name}`, import.meta.url));

/** Starts `npm start`'s own command on the project's own pages, with nothing configured but the loopback channel. */
export const runService = ({ dataFolder, databaseUrl, port, postOffice }: BenchPlace): BenchedService => {
  const watcher = new URL("watch-loop.ts", import.meta.url).href;
  const child = spawn(
    process.execPath,
    ["--max-semi-space-size=8", "--import", watcher, projectFile("src/main.ts"), "start", "--port", "0", "--data", dataFolder],
    {
      stdio: ["ignore", "pipe", "inherit", "ipc"],
      env: {
        PATH: process.env.PATH,
        LOOPBACK_PORT: String(port),
        LOOPBACK_POST_OFFICE: postOffice,
        // Empty counts as not set, and keeps a .env of the project out of it.
        OPENAI_API_KEY: "",
        KNOWLEDGE_DIR: "",
        EMBEDDINGS: "",
        DATABASE_URL: databaseUrl ?? "",
      },
    },
  );
  const ended = once(child, "exit");
  const said = once(child.stdout!, "data").then(() => undefined);
  child.stdout!.resume();
  return {
    ready: Promise.race([
      said,
      ended.then(([code]) => {
        throw new Error(`the service ended with ${code} before it was ready`);
      }),
    ]),
    loopDelay: async () => {
      const answer = once(child, "message");
      child.send("ask");
      return (await answer)[0] as LoopDelay;
    },
    peakMemoryMb: () => {
      try {
        const [, kilobytes] = /VmHWM:\s+(\d+)/u.exec(readFileSync(`/proc/${child.pid}/status`, "utf8")) ?? [];
        return kilobytes === undefined ? null : Number(kilobytes) / 1024;
      } catch {
        return null;
      }
    },
    stop: async () => {
      child.kill("SIGTERM");
      await ended;
    },
  };
};
