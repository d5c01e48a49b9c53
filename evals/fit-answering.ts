import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { resolve } from "node:path";
import { conceptMatch } from "../src/answering/concept-coverage.ts";
import { largeFolderFrom } from "../src/answering/confidence.ts";
import { evidenceFeatureNames } from "../src/answering/evidence-features.ts";
import { type LogisticModel, probability } from "../src/answering/logistic.ts";
import { questionFeatureNames, questionFeatures } from "../src/answering/question-features.ts";
import { type Candidate, scoreSentences } from "../src/answering/score-sentences.ts";
import { mayAnswer, timeScopeOf } from "../src/answering/time-scope.ts";
import { openApp } from "../src/compose.ts";
import { foldText } from "../src/domain/fold-text.ts";
import type { ServedKnowledge } from "../src/flows/answer-question.ts";
import { areaUnderCurve, fitLogistic, type TrainingRow } from "./logistic-fit.ts";

type Row = {
  id: string;
  question: string;
  scenario?: string;
  now?: string;
  split?: string;
  style?: string;
  fact?: string;
  page?: string;
  answerable?: boolean;
  evidence?: string[];
  expect?: { mustMatch?: string[]; outcome?: string; outcomeNot?: string };
  history?: unknown;
};
type Item = {
  id: string;
  set: string;
  style: string;
  group: string;
  question: string;
  answerable: boolean;
  candidates: Candidate[];
  labels: number[];
  few: number;
  features: number[];
  served: ServedKnowledge;
  retrieval: Awaited<ReturnType<ServedKnowledge["retrieve"]>>;
  concepts: ReturnType<typeof scoreSentences>["concepts"];
  kind: string;
  confidence: number;
  held: boolean;
  fold: number;
};

const rowsOf = (file: string): Row[] =>
  readFileSync(file, "utf8")
    .trim()
    .split("\n")
    .map((line) => JSON.parse(line) as Row);
const own = (name: string) => rowsOf(new URL(`./datasets/${name}.jsonl`, import.meta.url).pathname);
const shared = resolve(import.meta.dirname, "../../shared");
const wants = (flag: string) => process.argv.includes(flag);
const day = "2025-06-20";

const open = async (folder: string) => {
  const app = await openApp(
    {
      knowledgeFolder: folder,
      defaultsFolder: resolve("knowledge"),
      dataFolder: resolve(`.tmp/fit/${folder.split("/").at(-1)}-${folder.split("/").at(-2)}`),
      port: 0,
      logLevel: "error",
    },
    () => new Date(`${day}T12:00:00Z`),
  );
  await app.sync(() => undefined);
  return { app, served: app.served()! };
};

const folds = 5;
const hash = (text: string) => [...text].reduce((sum, letter) => (sum * 31 + letter.charCodeAt(0)) >>> 0, 7);
const items: Item[] = [];
const add = async (served: ServedKnowledge, set: string, row: Row, answerable: boolean, holds: (sentence: string) => boolean) => {
  const retrieval = await served.retrieve({ question: row.question, ...(row.scenario && { scenario: row.scenario }) }, 10);
  const now = row.now ?? day;
  const scope = timeScopeOf(retrieval.query.text, now);
  const { asked, concepts, candidates } = scoreSentences(served.terms, served.weigh, retrieval, served.profileOf);
  const eligible = candidates.filter(({ ranked, sentence }) => mayAnswer(scope, ranked.document, sentence.text, now));
  const labels = eligible.map(({ sentence }) => (answerable && holds(sentence.text) ? 1 : 0));
  items.push({
    id: row.id,
    set,
    style: row.style ?? "",
    group: `${set}:${row.page ?? row.fact ?? row.expect?.mustMatch?.join() ?? row.id}`,
    question: row.question,
    answerable,
    candidates: eligible,
    labels,
    few: served.sourceCount,
    features: [],
    served,
    retrieval,
    concepts,
    kind: asked.kind,
    confidence: 0,
    fold: hash(`${set}:${row.page ?? row.fact ?? row.expect?.mustMatch?.join() ?? row.id}`) % folds,
    held: row.split === "held",
  });
};

const matcher = (patterns: string[]) => {
  const expressions = patterns.map((pattern) => new RegExp(pattern, "iu"));
  return (sentence: string) => expressions.some((expression) => expression.test(sentence));
};

const apps: { close(): Promise<void> }[] = [];
if (existsSync(`${shared}/seeds`)) {
  const { app, served } = await open(`${shared}/seeds`);
  apps.push(app);
  for (const row of own("seeds-facts")) await add(served, "facts", row, true, matcher(row.expect!.mustMatch!));
  for (const row of own("seeds-unanswerable")) await add(served, "unans", row, false, () => false);
}
{
  const { app, served } = await open(resolve("knowledge"));
  apps.push(app);
  for (const row of own("knowledge-questions")) {
    if (row.history) continue;
    if (row.expect?.outcome === "answered" && row.expect.mustMatch)
      await add(served, "kfacts", row, true, matcher(row.expect.mustMatch));
    else if (row.expect?.outcomeNot === "answered") await add(served, "kunans", row, false, () => false);
  }
}
if (wants("--guides")) {
  const { app, served } = await open(`${shared}/data/govuk-guides/pages`);
  apps.push(app);
  for (const row of rowsOf(`${shared}/data/govuk-guides/questions.jsonl`)) {
    const evidence = row.evidence!.map(foldText);
    await add(served, row.answerable ? "gov" : "govna", row, row.answerable!, (sentence) => {
      const folded = foldText(sentence);
      return evidence.some((known) => known.includes(folded) || (known.length > 14 && folded.includes(known)));
    });
  }
  for (const row of rowsOf(`${shared}/data/govuk-guides/out-of-corpus.jsonl`)) await add(served, "ooc", row, false, () => false);
}

const foldOf = (item: Item) => item.fold;
const evidenceOfFold: LogisticModel[] = [];
const evidenceRows = (list: Item[]): TrainingRow[] =>
  list.flatMap((item) => {
    const good = Math.max(1, item.labels.filter(Boolean).length);
    return item.candidates.map((candidate, index) => ({
      features: candidate.features,
      label: item.labels[index]!,
      weight: item.labels[index] ? 3 / good : 0.15,
    }));
  });
const rank = (item: Item, model: LogisticModel) => {
  const order = item.candidates.map((candidate, index) => ({ candidate, label: item.labels[index]! }));
  for (const { candidate } of order) candidate.evidence = probability(model, candidate.features);
  order.sort((a, b) => b.candidate.evidence - a.candidate.evidence);
  item.candidates = order.map(({ candidate }) => candidate);
  item.labels = order.map(({ label }) => label);
};
for (let fold = 0; fold < folds; fold += 1) {
  const model = fitLogistic(evidenceFeatureNames, evidenceRows(items.filter((item) => foldOf(item) !== fold)), 3);
  evidenceOfFold.push(model);
  for (const item of items) if (foldOf(item) === fold) rank(item, model);
}
const report = (title: string, list: Item[]) => {
  if (list.length === 0) return;
  const share = (test: (item: Item) => boolean) => (list.filter(test).length / list.length).toFixed(3);
  console.log(
    `${title.padEnd(22)} n ${list.length} in candidates ${share((item) => item.labels.includes(1))} top1 ${share((item) => item.labels[0] === 1)} top3 ${share((item) => item.labels.slice(0, 3).includes(1))}`,
  );
};
for (const set of ["facts", "kfacts", "gov"])
  report(
    set,
    items.filter((item) => item.set === set),
  );
for (const style of ["plain", "typo", "slang", "paraphrase", "acronym", "formal", "long"])
  report(
    `  facts ${style}`,
    items.filter((item) => item.set === "facts" && item.style === style),
  );
for (const item of items)
  item.features = questionFeatures(item.served.terms, item.retrieval, item.concepts, item.candidates, item.few);
if (wants("--dump"))
  writeFileSync(
    "/tmp/dump.json",
    JSON.stringify({
      names: questionFeatureNames,
      evidence: evidenceFeatureNames,
      rows: items.map((item) => ({
        id: item.id,
        set: item.set,
        style: item.style,
        group: item.group,
        kind: item.kind,
        fold: foldOf(item),
        x: item.features,
        few: item.few,
        c: item.candidates.slice(0, 5).map((candidate) => candidate.features),
        right: item.labels.slice(0, 3).includes(1),
        first: item.labels.indexOf(1),
      })),
    }),
  );
/** The same question without the sentences that answer it: what is left must not answer. Relative features are taken anew. */
const cut = items
  .filter((item) => item.labels.includes(1) && item.few < largeFolderFrom)
  .map((item): Item => {
    const good = item.candidates.filter((_, index) => item.labels[index]);
    const alike = (candidate: Candidate) =>
      good.some((other) => {
        const own = new Set(other.sentence.stems);
        return candidate.sentence.stems.filter((stem) => own.has(stem)).length > 0.6 * candidate.sentence.stems.length;
      });
    const left = item.candidates
      .filter((candidate, index) => !item.labels[index] && !alike(candidate))
      .map((candidate) => ({ ...candidate, features: [...candidate.features] }));
    for (const [from, to] of [
      ["in_context", "coverage_to_best"],
      ["soft_context", "soft_to_best"],
      ["similarity", "similarity_to_best"],
    ] as const) {
      const [source, target] = [evidenceFeatureNames.indexOf(from), evidenceFeatureNames.indexOf(to)];
      const best = Math.max(1e-6, ...left.map((candidate) => candidate.features[source]!));
      for (const candidate of left) candidate.features[target] = candidate.features[source]! / best;
    }
    const copy = { ...item, set: "cut", answerable: false, candidates: left, labels: left.map(() => 0) };
    rank(copy, evidenceOfFold[foldOf(item)]!);
    copy.features = questionFeatures(item.served.terms, item.retrieval, item.concepts, copy.candidates, item.few);
    return copy;
  });
const cutWeight = Number(process.argv[process.argv.indexOf("--cut") + 1]) || 0.3;
const weights: Record<string, number> = {
  cut: cutWeight,
  facts: 1,
  unans: 2.5,
  kfacts: 1,
  kunans: 3,
  gov: 1.5,
  govna: 1,
  ooc: 1,
};
const questionRows = (list: Item[]): TrainingRow[] =>
  list.map((item) => ({
    features: item.features,
    label: item.answerable && (item.few >= largeFolderFrom || item.labels.slice(0, 3).includes(1)) ? 1 : 0,
    weight: weights[item.set]!,
  }));
const small = [...items, ...cut].filter((item) => item.few < largeFolderFrom);
const large = items.filter((item) => item.few >= largeFolderFrom);
for (const regime of [small, large]) {
  for (let fold = 0; fold < folds && regime.length > 0; fold += 1) {
    const training = questionRows(regime.filter((item) => foldOf(item) !== fold));
    const model = fitLogistic(questionFeatureNames, training, 4);
    for (const item of regime) if (foldOf(item) === fold) item.confidence = probability(model, item.features);
  }
}
const auc = (good: Item[], bad: Item[]) =>
  areaUnderCurve([...good, ...bad].map((item) => ({ score: item.confidence, label: item.answerable ? 1 : 0 }))).toFixed(3);
const of = (...sets: string[]) => items.filter((item) => sets.includes(item.set));
const easy = of("facts").filter((item) => ["plain", "typo", "acronym", "formal"].includes(item.style));
console.log(
  "AUC facts/unans",
  auc(of("facts"), of("unans")),
  "plain-ish",
  auc(easy, of("unans")),
  "kfacts/kunans",
  auc(of("kfacts"), of("kunans")),
  "gov/ooc",
  auc(of("gov"), of("ooc")),
);
for (const kind of [...new Set(items.map((item) => item.kind))]) {
  const good = easy.filter((item) => item.kind === kind);
  const bad = of("unans").filter((item) => item.kind === kind);
  if (good.length && bad.length) console.log("  kind", kind, good.length, bad.length, "auc", auc(good, bad));
}
for (const bar of [0.3, 0.35, 0.4, 0.45, 0.5, 0.55, 0.6, 0.65, 0.7]) {
  const at = (list: Item[], test: (item: Item) => boolean) =>
    (list.filter((item) => item.confidence >= bar && test(item)).length / Math.max(1, list.length)).toFixed(2);
  const g = of("gov").filter((item) => item.confidence >= bar);
  console.log(
    bar,
    "easy right3",
    at(easy, (item) => item.labels.slice(0, 3).includes(1)),
    "facts right3",
    at(of("facts"), (item) => item.labels.slice(0, 3).includes(1)),
    "unans answered",
    at(of("unans"), () => true),
    "| k right3",
    at(of("kfacts"), (item) => item.labels.slice(0, 3).includes(1)),
    "k unans",
    at(of("kunans"), () => true),
    "| gov",
    g.length,
    "prec1",
    (g.filter((item) => item.labels[0]).length / Math.max(1, g.length)).toFixed(2),
    "any3",
    (g.filter((item) => item.labels.slice(0, 3).includes(1)).length / Math.max(1, g.length)).toFixed(2),
    "ooc ans",
    at(of("ooc"), () => true),
  );
}
const evidence = fitLogistic(evidenceFeatureNames, evidenceRows(items), 3);
const confidence = fitLogistic(questionFeatureNames, questionRows(small), 4);
const confidenceLarge = large.length === 0 ? null : fitLogistic(questionFeatureNames, questionRows(large), 4);
console.log(evidence.names.map((name, index) => `${name} ${evidence.weights[index]!.toFixed(2)}`).join(", "));
console.log(confidence.names.map((name, index) => `${name} ${confidence.weights[index]!.toFixed(2)}`).join(", "));
if (wants("--show")) {
  const told = (item: Item) =>
    `${item.id} ${item.kind} ${JSON.stringify(item.question)} ${item.confidence.toFixed(2)} ev ${item.candidates[0]?.evidence.toFixed(2)} at ${item.labels.indexOf(1)}\n    | ${item.candidates[0]?.sentence.text.slice(0, 220)}\n    ${item.concepts.map((concept) => `${concept.words}[${concept.wordClass} ${concept.rarity.toFixed(2)} w${concept.weight.toFixed(2)}${concept.unknown ? " unknown" : ""} ${item.candidates[0] ? conceptMatch(concept, item.candidates[0].sentence, item.candidates[0].profile) : "-"}]`).join(" ")}`;
  const tuned = (item: Item) => !item.held;
  for (const item of easy.filter((item) => tuned(item) && !item.labels.slice(0, 3).includes(1))) console.log("MISS", told(item));
  for (const item of of("unans")
    .filter(tuned)
    .sort((a, b) => b.confidence - a.confidence))
    console.log("FALSE", told(item));
  for (const item of easy
    .filter((item) => tuned(item) && item.labels.slice(0, 3).includes(1))
    .sort((a, b) => a.confidence - b.confidence))
    console.log("LOW", told(item));
}
const written = (constant: string, names: string, file: string, model: LogisticModel) => {
  const rounded = (list: readonly number[]) => `[${list.map((value) => Number(value.toPrecision(5))).join(", ")}]`;
  return `import { ${names} } from "./${file}.ts";\nimport type { LogisticModel } from "./logistic.ts";\n\n/** Fitted by \`npx node evals/fit-answering.ts --guides --write\`; do not edit by hand. */\nexport const ${constant}: LogisticModel = {\n  names: ${names},\n  means: ${rounded(model.means)},\n  spreads: ${rounded(model.spreads)},\n  weights: ${rounded(model.weights)},\n  bias: ${Number(model.bias.toPrecision(5))},\n};\n`;
};
if (wants("--write")) {
  const write = (constant: string, names: string, from: string, model: LogisticModel) =>
    writeFileSync(
      `src/answering/${constant.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}.ts`,
      written(constant, names, from, model),
    );
  write("evidenceModel", "evidenceFeatureNames", "evidence-features", evidence);
  write("smallFolderModel", "questionFeatureNames", "question-features", confidence);
  if (confidenceLarge) write("largeFolderModel", "questionFeatureNames", "question-features", confidenceLarge);
}
for (const app of apps) await app.close();
