import type { AskRow } from "../src/domain/answer.ts";
import type { SharedQuestion } from "./eval-row.ts";
import { countBars } from "./score.ts";
import { answerCurve } from "./scorers/answer-curve.ts";
import { evidenceRank, quotesWithEvidence } from "./scorers/evidence.ts";
import { sameSource } from "./scorers/judge-row.ts";
import { reliability } from "./scorers/reliability.ts";
import { type Labelled, rocAuc } from "./scorers/roc-auc.ts";
import { share } from "./scorers/share.ts";
import { aucMetric, emptySuite, type Failure, type Metric, type SuiteReport, shareMetric } from "./suite-report.ts";

/** One row of `search --json`. */
export type SearchRow = {
  id: string;
  hits: { rank: number; passageId: string; sourceId: string; text: string; score: number }[];
};

/** A shared question with what retrieval and answering made of it; `set` tells the guides' own from the others. */
export type SharedResult = {
  set: "guide" | "marked_unanswerable" | "out_of_corpus";
  question: SharedQuestion;
  found: SearchRow | null;
  got: AskRow;
};

type JudgedShared = SharedResult & { rank: number | null; quotes: { holding: number; quotes: number }; passed: boolean };

/** Scores the shared GOV.UK questions: retrieval, evidence in quotations, and telling what is not covered. */
export const scoreShared = (suite: string, title: string, results: SharedResult[]): SuiteReport => {
  const judged = results.map(judgeShared);
  const guide = judged.filter((item) => item.set === "guide");
  const outside = judged.filter((item) => item.set === "out_of_corpus");
  const labelled = [...labels(guide, true), ...labels(outside, false)];
  return {
    ...emptySuite(suite, title),
    rows: judged.length,
    metrics: metricsOf(suite, judged),
    bars: [
      ...countBars("set", judged, (item) => item.set),
      ...countBars("near miss", outside, (item) => (item.question.near_miss ? "work-related" : "other")),
      ...countBars("guide", guide, (item) => item.question.page ?? null),
    ],
    failures: judged.filter((item) => !item.passed).map(failureOf),
    reliability: reliability(labelled),
    curve: answerCurve(labelled),
    operatingPoint:
      guide.length === 0 || outside.length === 0 ? null : { answerRate: answeredShare(guide), wrongRate: answeredShare(outside) },
  };
};

const isAnswered = (item: SharedResult): boolean => item.got.outcome === "answered";
const answeredShare = (items: SharedResult[]): number => items.filter(isAnswered).length / items.length;

const judgeShared = (item: SharedResult): JudgedShared => {
  const { evidence } = item.question;
  const quotes = quotesWithEvidence(
    evidence,
    item.got.citations.map((citation) => citation.quote),
  );
  const rank = evidenceRank(evidence, item.found?.hits.map((hit) => hit.text) ?? []);
  const passed = item.set === "guide" ? isAnswered(item) && quotes.holding > 0 : !isAnswered(item);
  return { ...item, rank, quotes, passed };
};

const labels = (items: SharedResult[], positive: boolean): Labelled[] =>
  items.flatMap((item) => (item.got.confidence === null ? [] : [{ score: item.got.confidence, positive }]));

const metricsOf = (suite: string, judged: JudgedShared[]): Metric[] => {
  const guide = judged.filter((item) => item.set === "guide");
  const searched = guide.filter((item) => item.found !== null);
  const outside = judged.filter((item) => item.set === "out_of_corpus");
  const nearMisses = outside.filter((item) => item.question.near_miss);
  const marked = judged.filter((item) => item.set === "marked_unanswerable");
  const answered = guide.filter(isAnswered);
  const quoted = answered.flatMap((item) =>
    Array.from({ length: item.quotes.quotes }, (_, index) => index < item.quotes.holding),
  );
  const metric = (name: string, values: boolean[], words: string): Metric[] =>
    shareMetric(`${suite}.${name}`, share(values), words);
  const rightPage = (item: JudgedShared, sourceId: string | undefined): boolean =>
    sourceId !== undefined && sameSource(item.question.page ?? "", sourceId);
  const within = (limit: number): boolean[] => searched.map((item) => item.rank !== null && item.rank <= limit);
  return [
    ...metric("evidenceHitAt1", within(1), "evidence stands in the first passage found"),
    ...metric("evidenceHitAt5", within(5), "evidence stands in the first five passages found"),
    ...metric("evidenceHitAt10", within(10), "evidence stands in the first ten passages found"),
    ...metric(
      "pageHitAt1",
      searched.map((item) => rightPage(item, item.found?.hits[0]?.sourceId)),
      "the first passage found is of the right guide",
    ),
    ...metric("quotesHoldEvidence", quoted, "quotations of given answers that hold evidence"),
    ...metric(
      "answersHoldEvidence",
      answered.map((item) => item.quotes.holding > 0),
      "given answers of which some quotation holds evidence",
    ),
    ...metric(
      "answersCiteRightPage",
      answered.map((item) => item.got.citations.some((citation) => rightPage(item, citation.sourceId))),
      "given answers that cite the right guide",
    ),
    ...metric("answeredWhenAnswerable", guide.map(isAnswered), "answerable questions that were answered"),
    ...metric(
      "abstainedWhenNot",
      outside.map((item) => !isAnswered(item)),
      "out-of-corpus questions that were not answered",
    ),
    ...metric(
      "abstainedNearMiss",
      nearMisses.map((item) => !isAnswered(item)),
      "work-related out-of-corpus questions that were not answered",
    ),
    ...metric(
      "abstainedMarked",
      marked.map((item) => !isAnswered(item)),
      "questions marked not answerable that were not answered",
    ),
    ...metric(
      "confidenceGiven",
      judged.map((item) => item.got.confidence !== null),
      "rows that carry a confidence",
    ),
    ...aucMetric(
      `${suite}.confidenceAuc`,
      rocAuc([...labels(guide, true), ...labels(outside, false)]),
      "confidence, answerable against out-of-corpus",
    ),
    ...aucMetric(
      `${suite}.confidenceAucNearMiss`,
      rocAuc([...labels(guide, true), ...labels(nearMisses, false)]),
      "confidence, answerable against work-related near misses",
    ),
    ...aucMetric(
      `${suite}.confidenceAucMarked`,
      rocAuc([...labels(guide, true), ...labels(marked, false)]),
      "confidence, answerable against the marked ones",
    ),
  ];
};

const failureOf = (item: JudgedShared): Failure => ({
  id: item.question.id,
  dataset: item.set,
  question: item.question.question,
  scenario: item.question.scenario,
  expected:
    item.set === "guide"
      ? [`an answer that quotes evidence of ${item.question.page ?? "its guide"}`, ...item.question.evidence.slice(0, 6)]
      : ["no answer"],
  got: [
    `${item.got.outcome}${item.got.reason === null ? "" : ` (${item.got.reason})`}`,
    ...(item.set === "guide" ? [item.rank === null ? "evidence in no passage found" : `evidence in passage ${item.rank}`] : []),
  ],
  text: item.got.text,
  confidence: item.got.confidence,
});
