import { type App, openApp } from "../compose.ts";
import { readConfig } from "../config.ts";
import type { Flags } from "./read-flags.ts";

type Check = { name: string; state: "good" | "off" | "bad"; says: string };

const dollars = (amount: number): string => `$${amount.toFixed(2)}`;

const modelChecks = async (app: App): Promise<Check[]> => {
  const settings = app.config.model;
  const before = await app.modelState();
  if (settings === null || before === null)
    return [{ name: "language model", state: "off", says: "no OPENAI_API_KEY: answers are the pages' own sentences" }];
  const fault = await app.checkModel();
  const state = (await app.modelState()) ?? before;
  const until = state.untilAt === null ? "" : ` until ${state.untilAt}`;
  const spent = `${dollars(state.spentTodayUsd)} of ${dollars(state.dailyCapUsd)} spent today (UTC)`;
  const address = new URL(settings.baseUrl);
  const checks: Check[] = [
    {
      name: "language model",
      state: fault === null ? "good" : "bad",
      says: fault === null ? `${state.model} at ${address.host} answers` : `${state.model} at ${address.host}: ${fault}`,
    },
    {
      name: "model spending",
      state: state.state === "spend_cap" ? "bad" : "good",
      says: state.state === "spend_cap" ? `${spent}: the cap is reached, the pages' own sentences answer${until}` : spent,
    },
  ];
  const isNear = /^(?:localhost|127\.|\[::1\]$)/.test(address.hostname);
  if (address.protocol === "http:" && !isNear) {
    const says = `OPENAI_BASE_URL is not https: redacted questions travel to ${address.host} in the open. Use https outside your own network.`;
    checks.push({ name: "model connection", state: "bad", says });
  }
  return checks;
};

/** `doctor`: checks configuration, store, knowledge, index and model one by one, and says what to do; exit 1 when anything is bad. */
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
    checks.push({ name: "store", state: "good", says: `SQLite in ${config.dataFolder}` });
    checks.push(...(await modelChecks(app)));
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
  checks.push({ name: "Slack", state: "off", says: "not configured" }, { name: "mail", state: "off", says: "not configured" });
  if (flags.json) process.stdout.write(`${JSON.stringify({ checks })}\n`);
  else for (const { name, state, says } of checks) process.stdout.write(`${state.padEnd(5)} ${name}: ${says}\n`);
  return checks.some((check) => check.state === "bad") ? 1 : 0;
};
