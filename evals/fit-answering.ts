import { writeFileSync } from "node:fs";
import { conceptMatch } from "../src/answering/concept-coverage.ts";
import { answerFromEvidence } from "../src/answering/draft-extractive.ts";
import { evidenceFeatureNames } from "../src/answering/evidence-features.ts";
import { type LogisticModel, probability } from "../src/answering/logistic.ts";
import { questionFeatureNames, questionFeatures } from "../src/answering/question-features.ts";
import { selectSentences } from "../src/answering/select-sentences.ts";
import { sentenceText } from "../src/domain/passage.ts";
import { type AnsweringItem, answeringItems, folds } from "./answering-items.ts";
import { areaUnderCurve, fitLogistic, type TrainingRow } from "./logistic-fit.ts";

// Fits "this sentence holds the answer" and "answer or abstain" for small folders on the data sets, prints what they are
// worth on questions they have not seen, and with --write keeps them. --show lists the errors, held-out rows left out.
const wants = (flag: string) => process.argv.includes(flag);
const evidencePenalty = 3;
/** Best of 1, 4, 10, 30 and 100 in cross-validation. */
const confidencePenalty = 30;
const setWeights: Record<AnsweringItem["set"], number> = { facts: 1, unanswerable: 2.5, own_facts: 1, own_unanswerable: 3 };
/** Rephrasings far from the page count less: learnt from in full, they teach that missing words do not matter. */
const styleWeights: Record<string, number> = { paraphrase: 0.3, long: 0.3, slang: 0.7 };
const plainStyles = ["plain", "typo", "acronym", "formal"];

const items = await answeringItems();
// With --held the held-out rows alone are judged, by models that have seen none of them.
const heldOnly = wants("--held");
if (heldOnly) for (const item of items) item.fold = item.held ? 0 : 1;
const judged = heldOnly ? items.filter((item) => item.held) : items;
const of = (...sets: AnsweringItem["set"][]) => judged.filter((item) => sets.includes(item.set));
const plain = of("facts").filter((item) => plainStyles.includes(item.style));
const rightInThree = (item: AnsweringItem) => item.labels.slice(0, 3).includes(1);

const evidenceRows = (list: AnsweringItem[]): TrainingRow[] =>
  list.flatMap((item) => {
    const good = Math.max(1, item.labels.filter(Boolean).length);
    return item.candidates.map((candidate, index) => ({
      features: candidate.features,
      label: item.labels[index]!,
      weight: item.labels[index] ? 3 / good : 0.15,
    }));
  });
const questionRows = (list: AnsweringItem[]): TrainingRow[] =>
  list.map((item) => ({
    features: item.features,
    label: rightInThree(item) ? 1 : 0,
    weight: setWeights[item.set] * (styleWeights[item.style] ?? 1),
  }));
const rank = (item: AnsweringItem, model: LogisticModel) => {
  const order = item.candidates.map((candidate, index) => ({ candidate, label: item.labels[index]! }));
  for (const { candidate } of order) candidate.evidence = probability(model, candidate.features);
  order.sort((a, b) => b.candidate.evidence - a.candidate.evidence);
  item.candidates = order.map(({ candidate }) => candidate);
  item.labels = order.map(({ label }) => label);
};
for (let fold = 0; fold < folds; fold += 1) {
  const rows = evidenceRows(items.filter((item) => item.fold !== fold));
  const model = fitLogistic(evidenceFeatureNames, rows, evidencePenalty);
  for (const item of items) if (item.fold === fold) rank(item, model);
}
for (const item of items) item.features = questionFeatures(item.retrieval, item.concepts, item.candidates);
for (let fold = 0; fold < folds; fold += 1) {
  const rows = questionRows(items.filter((item) => item.fold !== fold));
  const model = fitLogistic(questionFeatureNames, rows, confidencePenalty);
  for (const item of items) if (item.fold === fold) item.confidence = probability(model, item.features);
}

console.log("Where the sentence that holds the fact stands (each fact judged by a model that has not seen it):");
const tell = (title: string, list: AnsweringItem[]) => {
  if (list.length === 0) return;
  const share = (test: (item: AnsweringItem) => boolean) => (list.filter(test).length / list.length).toFixed(3);
  const read = share((item) => item.labels.includes(1));
  const first = share((item) => item.labels[0] === 1);
  console.log(`${title.padEnd(12)} n ${list.length}  read ${read}  first ${first}  first three ${share(rightInThree)}`);
};
tell("facts", of("facts"));
for (const style of [...plainStyles, "slang", "paraphrase", "long"])
  tell(
    `  ${style}`,
    of("facts").filter((item) => item.style === style),
  );
tell("own facts", of("own_facts"));

const auc = (good: AnsweringItem[], bad: AnsweringItem[]) =>
  areaUnderCurve([
    ...good.map(({ confidence }) => ({ score: confidence, label: 1 })),
    ...bad.map(({ confidence }) => ({ score: confidence, label: 0 })),
  ]).toFixed(3);
console.log(
  `Area under the curve, answerable against not: plain ${auc(plain, of("unanswerable"))}, ` +
    `all facts ${auc(of("facts"), of("unanswerable"))}, own ${auc(of("own_facts"), of("own_unanswerable"))}`,
);
for (const kind of new Set(items.map((item) => item.kind))) {
  const [good, bad] = [plain, of("unanswerable")].map((list) => list.filter((item) => item.kind === kind));
  if (good!.length > 4 && bad!.length > 4) console.log(`  ${kind} (${good!.length}, ${bad!.length}) ${auc(good!, bad!)}`);
}

const shownRight = (item: AnsweringItem): boolean =>
  selectSentences(item.candidates, item.kind).some(({ candidate, index }) =>
    item.holds(sentenceText(candidate.ranked.passage, candidate.ranked.passage.sentences[index]!)),
  );
console.log("With the sentences that would be shown, by least confidence:");
for (const bar of [0.3, 0.35, 0.4, 0.45, 0.5, 0.55, 0.57, 0.6, 0.65, 0.7]) {
  const answered = (item: AnsweringItem) => item.confidence >= bar && (item.candidates[0]?.evidence ?? 0) >= answerFromEvidence;
  const share = (list: AnsweringItem[], test: (item: AnsweringItem) => boolean) =>
    (list.filter((item) => answered(item) && test(item)).length / Math.max(1, list.length)).toFixed(2);
  const part = (name: string, list: AnsweringItem[]) =>
    `${name} right ${share(list, shownRight)} wrong ${share(list, (item) => !shownRight(item))}`;
  console.log(
    bar.toFixed(2),
    [part("plain", plain), part("facts", of("facts")), part("own", of("own_facts"))].join(" | "),
    `| unanswerable answered ${share(of("unanswerable"), () => true)} own ${share(of("own_unanswerable"), () => true)}`,
  );
}

const told = (item: AnsweringItem) => {
  const best = item.candidates[0];
  const concepts = item.concepts.map(
    (concept) =>
      `${concept.words}[${concept.wordClass} ${concept.rarity.toFixed(2)}${concept.unknown ? " unknown" : ""} ${best ? conceptMatch(concept, best.sentence, best.profile) : "-"}]`,
  );
  return `${item.id} ${item.kind} ${JSON.stringify(item.question)} ${item.confidence.toFixed(2)} right at ${item.labels.indexOf(1)}\n    | ${best?.sentence.text.slice(0, 220)}\n    ${concepts.join(" ")}`;
};
if (wants("--show")) {
  const rising = (a: AnsweringItem, b: AnsweringItem) => a.confidence - b.confidence;
  const open = (list: AnsweringItem[]) => list.filter((item) => !item.held).sort(rising);
  for (const item of open(plain)) console.log(rightInThree(item) ? "LOW" : "MISS", told(item));
  for (const item of open(of("unanswerable")).reverse()) console.log("FALSE", told(item));
}

const write = (constant: string, names: string, from: string, model: LogisticModel) => {
  const rounded = (list: readonly number[]) => `[${list.map((value) => Number(value.toPrecision(5))).join(", ")}]`;
  const file = constant.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
  writeFileSync(
    `src/answering/${file}.ts`,
    `import { ${names} } from "./${from}.ts";\nimport type { LogisticModel } from "./logistic.ts";\n\n` +
      `/** Fitted by \`npx node evals/fit-answering.ts --write\`; do not edit by hand. */\n` +
      `export const ${constant}: LogisticModel = {\n  names: ${names},\n  means: ${rounded(model.means)},\n` +
      `  spreads: ${rounded(model.spreads)},\n  weights: ${rounded(model.weights)},\n  bias: ${Number(model.bias.toPrecision(5))},\n};\n`,
  );
};
if (wants("--write")) {
  const evidence = fitLogistic(evidenceFeatureNames, evidenceRows(items), evidencePenalty);
  write("evidenceModel", "evidenceFeatureNames", "evidence-features", evidence);
  const confidence = fitLogistic(questionFeatureNames, questionRows(items), confidencePenalty);
  write("smallFolderModel", "questionFeatureNames", "question-features", confidence);
}
