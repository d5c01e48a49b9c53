/**
 * Prints how well messages are routed: cross-validated on `knowledge/routes.yaml`, then on every
 * `evals/datasets/routing*.jsonl` (rows `{id, text, route}`), with a confusion matrix, both kinds of costly error, and
 * the time a message takes. Usage: `npx node evals/routing-report.ts [--errors] [--folds 5] [--cost 3] [--only routes|datasets]`.
 */
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { parse } from "yaml";
import { RoutesFile } from "../src/domain/knowledge-config.ts";
import { type RouteName, routeNames } from "../src/domain/route.ts";
import { defaultRouteCosts, type RouteCosts } from "../src/routing/choose-route.ts";
import { createRouter, type RouteQuestion } from "../src/routing/route-question.ts";

type Row = { text: string; route: RouteName };
type Judged = Row & { got: RouteName; certainty: number; why: string };

const { values } = parseArgs({
  options: {
    errors: { type: "boolean" },
    folds: { type: "string" },
    cost: { type: "string" },
    only: { type: "string" },
    routes: { type: "string" },
  },
});
const sentAt = new Date("2025-06-06T09:00:00Z");
const folds = Number(values.folds ?? 5);
const costs: RouteCosts = values.cost
  ? { ...defaultRouteCosts, personal: { ...defaultRouteCosts.personal, general: Number(values.cost) } }
  : defaultRouteCosts;

const judge = (router: RouteQuestion, rows: Row[]): Judged[] =>
  rows.map((row) => {
    const { route: got, certainty, why } = router(row.text, { sentAt });
    return { ...row, got, certainty, why };
  });

/** Every `folds`-th example of each route is held out in turn, so that neighbours in the file are parted. */
const crossValidate = (file: RoutesFile): Judged[] => {
  const judged: Judged[] = [];
  for (let fold = 0; fold < folds; fold += 1) {
    const held: Row[] = [];
    const kept = structuredClone(file);
    for (const route of Object.keys(file.examples) as (keyof RoutesFile["examples"])[]) {
      kept.examples[route] = file.examples[route].filter((_, at) => at % folds !== fold);
      for (const text of file.examples[route].filter((_, at) => at % folds === fold)) held.push({ text, route });
    }
    judged.push(...judge(createRouter(kept, { costs }), held));
  }
  return judged;
};

const percent = (part: number, whole: number): string =>
  whole === 0 ? "-" : `${((100 * part) / whole).toFixed(1)} % (${part}/${whole})`;

const print = (title: string, judged: Judged[]): void => {
  const names = routeNames.filter((name) => judged.some(({ route, got }) => route === name || got === name));
  console.log(`\n== ${title}: ${judged.length} messages`);
  console.log(`${"is \\ taken for".padEnd(18)}${names.map((name) => name.slice(0, 9).padStart(10)).join("")}    right`);
  for (const is of names) {
    const rows = judged.filter(({ route }) => route === is);
    const cells = names.map((got) => String(rows.filter((row) => row.got === got).length || ".").padStart(10)).join("");
    console.log(`${is.padEnd(18)}${cells}    ${percent(rows.filter(({ got }) => got === is).length, rows.length)}`);
  }
  const cases = judged.filter(({ route }) => route === "personal" || route === "deadline" || route === "crisis");
  const generals = judged.filter(({ route }) => route === "general");
  const crises = judged.filter(({ route }) => route === "crisis");
  const handedOver = (got: RouteName): boolean => got === "personal" || got === "deadline" || got === "crisis";
  console.log(
    `right over all                            ${percent(judged.filter(({ route, got }) => route === got).length, judged.length)}`,
  );
  console.log(
    `personal/deadline/crisis not as general   ${percent(cases.filter(({ got }) => got !== "general").length, cases.length)}`,
  );
  console.log(
    `personal/deadline/crisis handed over      ${percent(cases.filter(({ got }) => handedOver(got)).length, cases.length)}`,
  );
  console.log(
    `general taken for personal or deadline    ${percent(generals.filter(({ got }) => handedOver(got)).length, generals.length)}`,
  );
  console.log(
    `crisis missed                             ${percent(crises.filter(({ got }) => got !== "crisis").length, crises.length)}`,
  );
  console.log(
    `false crisis                              ${percent(judged.filter(({ route, got }) => got === "crisis" && route !== "crisis").length, judged.length - crises.length)}`,
  );
  if (!values.errors) return;
  for (const row of judged.filter(({ route, got }) => route !== got)) {
    console.log(
      `  ${row.route} -> ${row.got} ${row.certainty.toFixed(2)} | ${row.text.replaceAll("\n", " / ").slice(0, 150)} | ${row.why}`,
    );
  }
};

const file = RoutesFile.parse(parse(readFileSync(values.routes ?? "knowledge/routes.yaml", "utf8")));
if (values.only !== "datasets") print(`knowledge/routes.yaml, ${folds}-fold cross-validation`, crossValidate(file));

const startedAt = performance.now();
const router = createRouter(file, { costs });
const trainedMs = performance.now() - startedAt;
const datasets = existsSync("evals/datasets")
  ? readdirSync("evals/datasets").filter((name) => /^routing.*\.jsonl$/.test(name))
  : [];
if (values.only !== "routes") {
  for (const name of datasets.sort()) {
    const lines = readFileSync(join("evals/datasets", name), "utf8")
      .split("\n")
      .filter((line) => line.trim() !== "");
    print(
      `evals/datasets/${name} (held out)`,
      judge(
        router,
        lines.map((line) => JSON.parse(line) as Row),
      ),
    );
  }
}

const texts = Object.values(file.examples).flat();
for (const text of texts) router(text, { sentAt });
const times = texts
  .map((text) => {
    const from = performance.now();
    router(text, { sentAt });
    return performance.now() - from;
  })
  .sort((a, b) => a - b);
const at = (share: number): string => (times[Math.floor(share * (times.length - 1))] ?? 0).toFixed(3);
console.log(`\ntraining ${trainedMs.toFixed(0)} ms; one message: median ${at(0.5)} ms, 95 % ${at(0.95)} ms, slowest ${at(1)} ms`);
