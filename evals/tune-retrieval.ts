import type { Passage } from "../src/domain/passage.ts";
import { joinSmallPassages } from "../src/ingestion/join-small-passages.ts";
import type { FeatureName } from "../src/retrieval/ranking-features.ts";
import { fuse, rankingWeights } from "../src/retrieval/ranking-weights.ts";
import { createRetriever, type Retriever } from "../src/retrieval/retrieve.ts";
import { countHits, crossValidate, fitRanking, type Hits, type RankedExample, withFeatures } from "./fit-ranking.ts";
import { type GuideQuestion, hasGuides, holdsEvidence, openGuides, readGuideQuestions } from "./open-guides.ts";

const names = Object.keys(rankingWeights) as FeatureName[];
const shipped = names.map((name) => rankingWeights[name]);
/** Candidates in the fit, best first by the shipped weights: the rest only costs time. */
const candidatesInFit = 50;
const print = (line: string): void => void process.stdout.write(`${line}\n`);
const percent = (count: number, of: number): string => `${((100 * count) / of).toFixed(1)}`;
const cells = (hits: Hits): string => `${percent(hits.at1, hits.of)} | ${percent(hits.at5, hits.of)}`;
const withoutDense = names.filter((name) => name !== "nearestSentence" && name !== "meanSentence");

const examplesOf = async (
  retriever: Retriever,
  questions: readonly GuideQuestion[],
  passages: readonly Passage[],
): Promise<RankedExample[]> => {
  const examples: RankedExample[] = [];
  for (const { question, scenario, page, evidence } of questions) {
    const { candidates: considered } = await retriever.consider({ question, scenario });
    const candidates = considered
      .map((candidate) => ({ ...candidate, score: fuse(candidate.features, rankingWeights, 1) }))
      .sort((a, b) => b.score - a.score)
      .slice(0, candidatesInFit);
    examples.push({
      page,
      features: candidates.map(({ features }) => names.map((name) => features[name])),
      holds: candidates.map(({ place }) => holdsEvidence(passages[place]!.text, evidence)),
    });
  }
  return examples;
};

/** Passages of each source joined within their sections. */
const joined = (passages: readonly Passage[]): Passage[] => joinSmallPassages(passages);

if (!hasGuides()) {
  print("Skipped: ../shared/data/govuk-guides is not there.");
} else {
  const corpus = await openGuides();
  const questions = readGuideQuestions();
  const kinds = [
    ["as stored", corpus.snapshot.passages],
    ["small ones joined within their section", joined(corpus.snapshot.passages)],
  ] as const;
  print(
    "| passages | count | shipped weights: hit@1 | hit@5 | leave-one-page-out fit: hit@1 | hit@5 |\n|---|---|---|---|---|---|",
  );
  let examples: RankedExample[] = [];
  for (const [label, passages] of kinds) {
    const retriever = await createRetriever(corpus.deps, { ...corpus.snapshot, passages: [...passages] });
    examples = await examplesOf(retriever, questions, passages);
    const leftOut = crossValidate(examples, names.length, Number.MAX_SAFE_INTEGER);
    print(`| ${label} | ${passages.length} | ${cells(countHits(examples, shipped))} | ${cells(leftOut)} |`);
  }
  await corpus.close();

  print("\nAll that follows is on the joined passages.\n");
  const rows: [string, FeatureName[]][] = [
    ["BM25+ alone", ["lexical"]],
    ["dense alone", ["nearestSentence", "meanSentence"]],
    ["BM25+ and dense", ["lexical", "nearestSentence", "meanSentence"]],
    ["everything", names],
    ["no embedder", withoutDense],
    ...names.map((left): [string, FeatureName[]] => [`without ${left}`, names.filter((name) => name !== left)]),
  ];
  print("| features, refitted | ten folds of pages: hit@1 | hit@5 | fitted on all: hit@1 | hit@5 |\n|---|---|---|---|---|");
  for (const [label, kept] of rows) {
    const some = withFeatures(examples, names, kept);
    const fitted = countHits(some, fitRanking(some, kept.length));
    print(`| ${label} | ${cells(crossValidate(some, kept.length, 10))} | ${cells(fitted)} |`);
  }
  const fit = fitRanking(examples, names.length);
  print("\n| feature | fitted weight | shipped |\n|---|---|---|");
  for (const [i, name] of names.entries()) print(`| ${name} | ${fit[i]!.toFixed(2)} | ${shipped[i]} |`);
}
