import { writeFileSync } from "node:fs";
import { resolve } from "node:path";
import { z } from "zod";
import { excerptFeatureNames, excerptsOf, excerptText } from "../src/answering/large-folder-excerpts.ts";
import { largeFolderFeatureNames, largeFolderFeatures } from "../src/answering/large-folder-features.ts";
import { type LogisticModel, probability } from "../src/answering/logistic.ts";
import { holdsFeatureNames, holdsFeatures, type ScoredExcerpt, scoreExcerpts } from "../src/answering/quote-large-folder.ts";
import { passagesCompared } from "../src/flows/find-passages.ts";
import { SharedQuestion } from "./eval-row.ts";
import { fitLogistic, type TrainingRow } from "./logistic-fit.ts";
import { guidePages, hasGuides } from "./open-guides.ts";
import { openServed } from "./open-served.ts";
import { readRows } from "./read-rows.ts";
import { quotesWithEvidence } from "./scorers/evidence.ts";
import { reliability } from "./scorers/reliability.ts";
import { areaUnderCurve, type Labelled, rocAuc } from "./scorers/roc-auc.ts";

/** Penalties (per scaled weight) that a sweep over 1 to 30 found flat. */
const penalty = 5;
const excerptPenalty = 15;
const holdsPenalty = 2;
/** Questions of one page stay in one fold, so that nothing is learned of a page that is then judged by it. */
const foldCount = 8;
const seeds = [1, 2, 3, 4, 5];
const bars = [0.3, 0.4, 0.45, 0.5, 0.525, 0.55, 0.575, 0.6, 0.65];

/** One shared question with what its features are made of. `page` is the guide that answers it, or would if it were there. */
type Case = {
  set: "answerable" | "marked" | "near_miss" | "far";
  page: string;
  confidenceFeatures: number[];
  excerpts: ReturnType<typeof excerptsOf>;
  /** Whether each excerpt, in the same order, holds evidence. */
  holds: boolean[];
};
const GuideRow = SharedQuestion.extend({ source_url: z.string().optional() });
type Models = Record<"confidence" | "excerpt" | "holds", LogisticModel>;
type Judged = Case & { confidence: number; bestHolds: boolean; holdsProbability: number };

const print = (line: string): void => void process.stdout.write(`${line}\n`);

const readCases = async (): Promise<Case[]> => {
  const { served, close } = await openServed(guidePages, resolve(".tmp/fit-large-folder"), "2025-06-20");
  const cases: Case[] = [];
  for (const name of ["questions", "out-of-corpus"]) {
    for (const row of readRows(resolve(guidePages, "..", `${name}.jsonl`), GuideRow)) {
      const asked = { question: row.question, ...(row.scenario ? { scenario: row.scenario } : {}) };
      const retrieval = await served.retrieve(asked, passagesCompared);
      const excerpts = excerptsOf(served.profileOf, retrieval);
      const inside = name === "questions";
      cases.push({
        set: inside ? (row.answerable ? "answerable" : "marked") : row.near_miss ? "near_miss" : "far",
        page: row.page ?? row.source_url ?? row.id,
        confidenceFeatures: largeFolderFeatures(served.terms, served.profileOf, retrieval),
        excerpts,
        holds: excerpts.map(
          (excerpt) => row.answerable && quotesWithEvidence(row.evidence, [excerptText(excerpt)]).holding === 1,
        ),
      });
    }
  }
  await close();
  return cases;
};

/** FNV-1a with a final mix, so that folds differ from seed to seed. */
const hash = (text: string, seed: number): number => {
  let mixed = Math.imul(seed, 2654435761) >>> 0;
  for (const letter of text) mixed = Math.imul(mixed ^ letter.codePointAt(0)!, 16777619) >>> 0;
  mixed = Math.imul(mixed ^ (mixed >>> 15), 0x85ebca6b) >>> 0;
  return (mixed ^ (mixed >>> 13)) >>> 0;
};
const foldOf = (item: Case, seed: number): number => hash(item.page, seed) % foldCount;

/** A question counts the same however many of its excerpts hold evidence; the others weigh a tenth of one that does. */
const excerptRows = (cases: Case[]): TrainingRow[] =>
  cases
    .filter((item) => item.set === "answerable")
    .flatMap((item) => {
      const holding = Math.max(1, item.holds.filter(Boolean).length);
      return item.excerpts.map(({ features }, at) => ({
        features,
        label: item.holds[at] ? 1 : 0,
        weight: item.holds[at] ? 3 / holding : 0.3,
      }));
    });
const fitExcerpt = (cases: Case[]) => fitLogistic(excerptFeatureNames, excerptRows(cases), excerptPenalty);

/** Questions marked not answerable are left out: they lie in a guide of the folder, and nothing outside the sentences tells them. */
const fitConfidence = (cases: Case[]) =>
  fitLogistic(
    largeFolderFeatureNames,
    cases
      .filter((item) => item.set !== "marked")
      .map((item) => ({ features: item.confidenceFeatures, label: item.set === "answerable" ? 1 : 0, weight: 1 })),
    penalty,
  );

const ranked = (item: Case, model: LogisticModel): { scored: ScoredExcerpt[]; bestHolds: boolean } => {
  const scored = scoreExcerpts(model, item.excerpts);
  const best = item.excerpts.findIndex(({ features }) => features === scored[0]?.features);
  return { scored, bestHolds: item.holds[best] ?? false };
};

/** Fits all three; `holds` learns from excerpts scored by models that had not seen their page. */
const fitModels = (cases: Case[], seed: number): Models => {
  const answerable = cases.filter((item) => item.set === "answerable");
  const rows = Array.from({ length: foldCount }, (_, fold) => fold).flatMap((fold) => {
    const model = fitExcerpt(answerable.filter((item) => foldOf(item, seed) !== fold));
    return answerable
      .filter((item) => foldOf(item, seed) === fold)
      .map((item): TrainingRow => {
        const { scored, bestHolds } = ranked(item, model);
        return { features: holdsFeatures(scored), label: bestHolds ? 1 : 0, weight: 1 };
      });
  });
  return {
    confidence: fitConfidence(cases),
    excerpt: fitExcerpt(cases),
    holds: fitLogistic(holdsFeatureNames, rows, holdsPenalty),
  };
};

const judge = (item: Case, models: Models): Judged => {
  const { scored, bestHolds } = ranked(item, models.excerpt);
  return {
    ...item,
    bestHolds,
    confidence: probability(models.confidence, item.confidenceFeatures),
    holdsProbability: probability(models.holds, holdsFeatures(scored)),
  };
};

const crossValidate = (cases: Case[], seed: number): Judged[] =>
  Array.from({ length: foldCount }, (_, fold) => fold).flatMap((fold) => {
    const models = fitModels(
      cases.filter((item) => foldOf(item, seed) !== fold),
      seed + 100,
    );
    return cases.filter((item) => foldOf(item, seed) === fold).map((item) => judge(item, models));
  });

const labelled = <T extends Case>(cases: T[], score: (item: T) => number, negatives: Case["set"][]): Labelled[] =>
  cases
    .filter(({ set }) => set === "answerable" || negatives.includes(set))
    .map((item) => ({ score: score(item), positive: item.set === "answerable" }));
const outside: Case["set"][] = ["near_miss", "far"];

const reportSeed = (judged: Judged[], seed: number): void => {
  const area = (negatives: Case["set"][]) => rocAuc(labelled(judged, ({ confidence }) => confidence, negatives))!;
  const shown = ({ value, low, high }: { value: number; low: number; high: number }) =>
    `${value.toFixed(3)} (${low.toFixed(3)} to ${high.toFixed(3)})`;
  const calibration = reliability(labelled(judged, ({ confidence }) => confidence, outside))!;
  const answerable = judged.filter(({ set }) => set === "answerable");
  const right = areaUnderCurve(answerable.map((item) => ({ score: item.holdsProbability, positive: item.bestHolds })));
  print(
    `| ${seed} | ${shown(area(outside))} | ${shown(area(["near_miss"]))} | ${area(["marked"]).value.toFixed(3)} | ${calibration.brier.toFixed(3)} | ${calibration.calibrationError.toFixed(3)} | ${(answerable.filter(({ bestHolds }) => bestHolds).length / answerable.length).toFixed(3)} | ${right.toFixed(3)} |`,
  );
};

const reportBars = (runs: Judged[][]): void => {
  print(
    "\n| least confidence | least chance that the excerpt holds evidence | answerable answered | of these with evidence | out of corpus answered |",
  );
  print("|---|---|---|---|---|");
  for (const least of [0.5, 0.6, 0.7])
    for (const bar of bars) {
      const answered = runs.flat().filter((item) => item.confidence >= least && item.holdsProbability >= bar);
      const inside = answered.filter(({ set }) => set === "answerable");
      const good = inside.filter(({ bestHolds }) => bestHolds).length / Math.max(1, inside.length);
      const total = (sets: Case["set"][]) => runs.flat().filter(({ set }) => sets.includes(set)).length;
      const wrong = answered.filter(({ set }) => outside.includes(set)).length / total(outside);
      print(
        `| ${least} | ${bar} | ${(inside.length / total(["answerable"])).toFixed(3)} | ${good.toFixed(3)} | ${wrong.toFixed(3)} |`,
      );
    }
};

const written = (models: Models): string => {
  const rounded = (list: readonly number[]) => `[${list.map((value) => Number(value.toPrecision(5))).join(", ")}]`;
  const one = (key: keyof Models, names: string) =>
    `${key}: { names: ${names}, means: ${rounded(models[key].means)}, spreads: ${rounded(models[key].spreads)}, weights: ${rounded(models[key].weights)}, bias: ${Number(models[key].bias.toPrecision(5))} },`;
  return `import type { LogisticModel } from "./logistic.ts";

/**
 * The models for folders of many sources. Fitted by \`npx node evals/fit-large-folder.ts --write\`; do not edit by hand.
 * \`confidence\` by \`largeFolderFeatures\`, \`excerpt\` by \`excerptsOf\`, \`holds\` by \`holdsFeatures\`.
 */
export const largeFolderModels = {
  ${one("confidence", JSON.stringify(largeFolderFeatureNames))}
  ${one("excerpt", JSON.stringify(excerptFeatureNames))}
  ${one("holds", JSON.stringify(holdsFeatureNames))}
} satisfies Record<string, LogisticModel>;
`;
};

if (!hasGuides()) {
  print("Skipped: ../shared/data/govuk-guides is not there.");
} else {
  const cases = await readCases();
  print("| feature of confidence | AUC | near misses |\n|---|---|---|");
  for (const [at, name] of largeFolderFeatureNames.entries()) {
    const area = (negatives: Case["set"][]) =>
      areaUnderCurve(labelled(cases, ({ confidenceFeatures }) => confidenceFeatures[at]!, negatives)).toFixed(3);
    print(`| ${name} | ${area(outside)} | ${area(["near_miss"])} |`);
  }
  print(
    "\n| folds | AUC (bootstrap 95 %) | near misses | marked unanswerable | Brier | calibration error | best excerpt holds evidence | AUC of that |\n|---|---|---|---|---|---|---|---|",
  );
  const runs = seeds.map((seed) => crossValidate(cases, seed));
  for (const [at, judged] of runs.entries()) reportSeed(judged, seeds[at]!);
  reportBars(runs);
  const models = fitModels(cases, seeds[0]!);
  for (const model of Object.values(models))
    print(
      `\n${model.names.map((name, at) => `${name} ${model.weights[at]!.toFixed(2)}`).join(", ")}, bias ${model.bias.toFixed(2)}`,
    );
  if (process.argv.includes("--write")) writeFileSync("src/answering/large-folder-models.ts", written(models));
}
