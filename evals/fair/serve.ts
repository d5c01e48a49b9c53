/**
 * `npm run --silent fair-server`: the fair model as a server of its own, to be used in the place of a vendor's. Prints what to put in the
 * environment, for example before `npm run eval`, and serves until it is stopped.
 */
import { join, resolve } from "node:path";
import { startScriptedServer } from "../../tests/support/scripted-model-server.ts";
import { fairScript } from "./fair-script.ts";
import { readDatasetGold, readSharedGold } from "./gold.ts";
import { sourceJudge } from "./source-of.ts";

const root = resolve(import.meta.dirname, "..", "..");
const sharedDir = resolve(root, "..", "shared");
const folders = [
  join(root, "knowledge"),
  join(sharedDir, "seeds"),
  join(sharedDir, "site"),
  join(sharedDir, "data", "govuk-guides", "pages"),
];
const golds = [...readDatasetGold(root, ["knowledge-", "seeds-"]), ...readSharedGold(sharedDir)];
const server = await startScriptedServer(fairScript(golds, sourceJudge(folders), () => undefined));
for (const [name, value] of Object.entries(server.environment)) console.log(`${name}=${value}`);
