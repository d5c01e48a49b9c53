import { readdirSync, readFileSync } from "node:fs";
import { basename, join } from "node:path";
import { parse } from "yaml";
import { RoutesFile } from "../../src/domain/knowledge-config.ts";
import { createRouter } from "../../src/routing/route-question.ts";
import { RoutingRow } from "../eval-row.ts";
import { readRows } from "../read-rows.ts";
import { type RoutedRow, scoreRouting } from "../score-routing.ts";
import { type SuiteReport, skippedSuite } from "../suite-report.ts";
import { defaultNow, ofSplit, type SuiteSettings } from "./suite-settings.ts";

const title = "Routing";

/** Routes every message of `routing*.jsonl` with a router trained on the project's own routes.yaml. */
export const runRoutingSuite = async (settings: SuiteSettings): Promise<SuiteReport> => {
  const routesFile = join(settings.root, "knowledge", "routes.yaml");
  const route = createRouter(RoutesFile.parse(parse(readFileSync(routesFile, "utf8"))));
  const folder = join(settings.root, "evals", "datasets");
  const sentAt = new Date(`${defaultNow}T12:00:00Z`);
  const routed = readdirSync(folder)
    .filter((file) => file.startsWith("routing") && file.endsWith(".jsonl"))
    .sort()
    .flatMap((file) =>
      ofSplit(readRows(join(folder, file), RoutingRow), settings.split).map((row): RoutedRow => {
        const { route: got, certainty, why } = route(row.text, { sentAt });
        return { dataset: basename(file, ".jsonl"), row, got, certainty, why };
      }),
    );
  return routed.length === 0
    ? skippedSuite("routing", title, "no rows in evals/datasets/routing*.jsonl")
    : scoreRouting(title, routed);
};
