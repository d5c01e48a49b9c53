import { parentPort } from "node:worker_threads";

/** Stands in for the embedding worker: dies on "die", refuses "fail", else gives the same vector for all. */
parentPort!.on("message", ({ serial, texts }: { serial: number; texts: string[] }) => {
  if (texts.includes("die")) process.exit(3);
  if (texts.includes("fail")) parentPort!.postMessage({ serial, fault: "refused" });
  else parentPort!.postMessage({ serial, vectors: new Float32Array(texts.length * 512).fill(0.1) });
});
