import { type ChildProcess, spawn } from "node:child_process";
import { closeSync, openSync } from "node:fs";
import { fileURLToPath } from "node:url";

/** Where a service keeps its things and whom it talks to. `logFile` takes its standard error. */
export type ServicePlace = {
  knowledgeFolder: string;
  dataFolder: string;
  databaseUrl: string | null;
  port: number;
  postOffice: string;
  logFile: string;
  /** Further settings. */
  environment?: Record<string, string>;
  /** Where the console and its health pages are; any free port when it is left out. */
  consolePort?: number;
  /** The user, and the group of the same number, that the service runs as. */
  uid?: number;
  /** The program that is started in the place of Noticeboard's own, with the same arguments. */
  program?: string;
};

/** A started service. `ended` resolves when the process is gone, with the signal that ended it. */
export type RunningService = { ended: Promise<string>; isGone(): boolean; kill(signal: NodeJS.Signals): void };

const children = new Set<ChildProcess>();

/** Ends every service that this process started, so that none outlives an interrupted run. */
export const killAllServices = (): void => {
  for (const child of children) child.kill("SIGKILL");
};

const main = fileURLToPath(new URL("../../src/main.ts", import.meta.url));

/** Starts `npm start`'s own command as a child, with a crash point when one is given (`after_draft:3`). */
export const startService = (place: ServicePlace, failpoint: string | null): RunningService => {
  const log = openSync(place.logFile, "a");
  const { knowledgeFolder, dataFolder, consolePort = 0, uid, program = main } = place;
  const child: ChildProcess = spawn(
    process.execPath,
    [
      "--max-semi-space-size=8",
      program,
      "start",
      "--port",
      `${consolePort}`,
      "--knowledge",
      knowledgeFolder,
      "--data",
      dataFolder,
    ],
    {
      stdio: ["ignore", "ignore", log],
      ...(uid !== undefined && { uid, gid: uid }),
      env: {
        PATH: process.env.PATH,
        LOG_LEVEL: "info",
        LOOPBACK_PORT: String(place.port),
        LOOPBACK_POST_OFFICE: place.postOffice,
        // Empty counts as not set, and keeps a .env of the project out of the test.
        OPENAI_API_KEY: "",
        DATABASE_URL: place.databaseUrl ?? "",
        FAILPOINT: failpoint ?? "",
        ...place.environment,
      },
    },
  );
  closeSync(log);
  children.add(child);
  child.once("exit", () => children.delete(child));
  let gone = false;
  const ended = new Promise<string>((resolve) => {
    child.once("exit", (code, signal) => {
      gone = true;
      resolve(signal ?? `exit ${code}`);
    });
    child.once("error", (fault) => {
      gone = true;
      resolve(fault.message);
    });
  });
  return { ended, isGone: () => gone, kill: (signal) => void child.kill(signal) };
};
