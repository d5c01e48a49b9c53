import { once } from "node:events";
import { getPriority } from "node:os";
import { Worker } from "node:worker_threads";
import { expect, test } from "vitest";

const file = new URL("../../../src/adapters/thread/let-others-first.ts", import.meta.url).href;

test.runIf(process.platform === "linux")("lowers the thread that calls it, and not the one that started it", async () => {
  const before = getPriority(process.pid);
  const worker = new Worker(
    `const { readlinkSync } = require("node:fs");
     const own = () => require("node:os").getPriority(Number(readlinkSync("/proc/thread-self").split("/").at(-1)));
     import(${JSON.stringify(file)}).then(({ letOthersFirst }) => {
       const from = own();
       letOthersFirst(3);
       const once = own();
       letOthersFirst(100);
       require("node:worker_threads").parentPort.postMessage([from, once, own()]);
     });`,
    { eval: true },
  );
  expect((await once(worker, "message"))[0]).toEqual([before, Math.min(19, before + 3), 19]);
  expect(getPriority(process.pid)).toBe(before);
  await worker.terminate();
});
