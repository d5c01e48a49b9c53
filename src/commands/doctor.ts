import { openApp } from "../compose.ts";
import { readConfig } from "../config.ts";
import { type Check, modelChecks } from "./model-checks.ts";
import type { Flags } from "./read-flags.ts";
import { serviceChecks } from "./service-checks.ts";
import { slackChecks } from "./slack-checks.ts";

const notTold = (fault: Error): Check[] => [{ name: "service", state: "bad", says: fault.message }];

/** `doctor`: checks configuration, store, service, knowledge, index and model one by one, and says what to do; exit 1 when anything is bad. */
export const doctor = async (flags: Flags): Promise<number> => {
  const checks: Check[] = [];
  const config = readConfig(flags);
  checks.push({
    name: "runtime",
    state: Number(process.versions.node.split(".")[0]) >= 24 ? "good" : "bad",
    says: `Node ${process.versions.node} (24 is wanted; npm scripts bring it)`,
  });
  checks.push({ name: "knowledge folder", state: "good", says: config.knowledgeFolder });
  try {
    const app = await openApp(config, () => new Date());
    const store = await app.checkStore();
    checks.push({ name: "store", state: store.isGood ? "good" : "bad", says: store.says });
    checks.push(...(await serviceChecks(app).catch(notTold)), ...(await modelChecks(app)));
    try {
      const synced = await app.sync(() => undefined, "later");
      const { documents } = app.knowledgeOverview();
      checks.push({
        name: "sources",
        state: documents.length === 0 ? "bad" : "good",
        says:
          documents.length === 0
            ? "none can be read: put .md, .html, .txt or .pdf files in the folder"
            : `${documents.length} can be read and cited`,
      });
      for (const source of synced.unreadable)
        checks.push({ name: "source", state: "bad", says: `${source.file}: ${source.message} [${source.code}]` });
      const embedder = await app.checkEmbedder();
      checks.push({
        name: "embedding model",
        state: embedder.isGood ? "good" : "bad",
        says: embedder.says,
      });
    } catch (fault) {
      checks.push({ name: "knowledge", state: "bad", says: (fault as Error).message });
    } finally {
      await app.close();
    }
  } catch (fault) {
    checks.push({ name: "store", state: "bad", says: (fault as Error).message });
  }
  checks.push(...(await slackChecks(config.slack, flags.slackTest)), { name: "mail", state: "off", says: "not configured" });
  if (flags.json) process.stdout.write(`${JSON.stringify({ checks })}\n`);
  else for (const { name, state, says } of checks) process.stdout.write(`${state.padEnd(5)} ${name}: ${says}\n`);
  return checks.some((check) => check.state === "bad") ? 1 : 0;
};
