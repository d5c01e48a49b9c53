import { resolve } from "node:path";
import { openSqliteStore } from "../src/adapters/sqlite/open-sqlite-store.ts";
import { openAnswering } from "../src/compose-answering.ts";
import type { Config } from "../src/config.ts";
import type { ServedKnowledge } from "../src/flows/served-knowledge.ts";

/**
 * Syncs a folder of pages into a store under `dataFolder` (kept, so that the second run embeds nothing) and serves it with the service's
 * own parts, without a model. `nowOn` is the day of asking, `YYYY-MM-DD`. Close it when done.
 */
export const openServed = async (
  knowledgeFolder: string,
  dataFolder: string,
  nowOn: string,
): Promise<{ served: ServedKnowledge; close(): Promise<void> }> => {
  const config: Config = {
    knowledgeFolder,
    defaultsFolder: resolve("knowledge"),
    dataFolder,
    store: { engine: "sqlite" },
    port: 0,
    logLevel: "error",
    model: null,
    embeddings: { kind: "bundled" },
    loopback: null,
    slack: null,
    memberSecret: null,
    logFile: null,
    retention: { messagesDays: null, casesDays: null, answersDays: null, auditDays: null, logsDays: null },
    backupPassphrase: null,
    health: null,
    isAnsweringOff: false,
    crashAt: null,
  };
  const store = openSqliteStore(dataFolder);
  const answering = openAnswering(config, {
    store,
    now: () => new Date(`${nowOn}T12:00:00Z`),
    logFault: (code, cause) => void process.stderr.write(`${code} ${String(cause)}\n`),
    onServed: () => undefined,
  });
  await answering.sync(() => undefined, "first");
  const close = async (): Promise<void> => {
    await answering.close();
    await store.close();
  };
  return { served: answering.served()!, close };
};
