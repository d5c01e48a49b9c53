import { spawn } from "node:child_process";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import type { StoreTask } from "./store-worker.ts";

/** Processes that wait for tasks. `all` gives each its task in one moment and waits for every answer. */
export type StoreProcesses = { all(taskOf: (as: number) => StoreTask): Promise<unknown[]>; end(): void };

/** Starts `count` real processes that can open stores, ready to be raced. */
export const storeProcesses = async (count: number): Promise<StoreProcesses> => {
  const worker = fileURLToPath(new URL("store-worker.ts", import.meta.url));
  const processes = Array.from({ length: count }, () => {
    const child = spawn(process.execPath, ["--no-warnings", worker], { stdio: ["pipe", "pipe", "inherit"] });
    const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
    const answer = async (): Promise<unknown> => {
      const { value, done } = await lines.next();
      if (done) throw new Error("the process ended without an answer");
      return JSON.parse(value);
    };
    return { child, answer };
  });
  await Promise.all(processes.map(({ answer }) => answer()));
  return {
    all: async (taskOf) => {
      const tasks = processes.map((_, as) => `${JSON.stringify(taskOf(as))}\n`);
      for (const [as, { child }] of processes.entries()) child.stdin.write(tasks[as]!);
      return Promise.all(processes.map(({ answer }) => answer()));
    },
    end: () => {
      for (const { child } of processes) child.stdin.end();
    },
  };
};
