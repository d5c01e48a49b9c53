import { type ChildProcess, spawn } from "node:child_process";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";

/** A started service: its login link, and what it wrote to standard error so far. `ended` resolves with the signal that ended it. */
export type PageService = {
  link: string;
  url: string;
  errors: () => string;
  ended: Promise<string>;
  kill(signal: NodeJS.Signals): void;
};

/** Where a service keeps its things; `port` 0 takes any free one. */
export type PageServicePlace = {
  knowledgeFolder: string;
  dataFolder: string;
  port: number;
  environment?: Record<string, string>;
};

const main = fileURLToPath(new URL("../../src/main.ts", import.meta.url));
const started = new Set<ChildProcess>();

/** Ends every service that this test started. */
export const endPageServices = async (): Promise<void> => {
  await Promise.all(
    [...started].map((child) => {
      const gone = child.exitCode !== null || child.signalCode !== null;
      const ended = gone ? Promise.resolve() : new Promise((resolve) => child.once("exit", resolve));
      child.kill("SIGKILL");
      return ended;
    }),
  );
  started.clear();
};

/** Runs `npm start`'s own command without a key, and waits until it prints its login link. Rejects when it ends before. */
export const startPageService = async (place: PageServicePlace): Promise<PageService> => {
  const { knowledgeFolder, dataFolder, port, environment } = place;
  const flags = ["start", "--port", String(port), "--knowledge", knowledgeFolder, "--data", dataFolder];
  const child = spawn(process.execPath, ["--max-semi-space-size=8", main, ...flags], {
    stdio: ["ignore", "pipe", "pipe"],
    // Empty counts as not set, and keeps a .env of the project out of the test.
    env: { PATH: process.env.PATH, LOG_LEVEL: "info", OPENAI_API_KEY: "", DATABASE_URL: "", ...environment },
  });
  started.add(child);
  let errors = "";
  child.stderr.setEncoding("utf8").on("data", (text: string) => {
    errors += text;
  });
  const ended = new Promise<string>((resolve) => {
    child.once("exit", (code, signal) => resolve(signal ?? `exit ${code}`));
  });
  const link = new Promise<string>((resolve) => {
    createInterface({ input: child.stdout }).on("line", (line) => {
      const found = /http:\/\/\S+token=\S+/u.exec(line)?.[0];
      if (found !== undefined) resolve(found);
    });
  });
  const first = await Promise.race([link, ended.then((how) => ({ how }))]);
  if (typeof first !== "string") throw new Error(`the service did not start (${first.how}): ${errors}`);
  return { link: first, url: new URL(first).origin, errors: () => errors, ended, kill: (signal) => void child.kill(signal) };
};
