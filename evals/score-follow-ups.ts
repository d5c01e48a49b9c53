import type { StandaloneQuestion } from "../src/retrieval/standalone-question.ts";
import type { StandaloneRow } from "./eval-row.ts";
import { share } from "./scorers/share.ts";
import { emptySuite, type Failure, type SuiteReport, shareMetric } from "./suite-report.ts";

/** A follow-up with the stand-alone question that was made of it. */
export type MadeStandalone = { row: StandaloneRow; made: StandaloneQuestion };

/** What a stand-alone question breaks of what its row expects; none when it is right. */
export const standaloneFaults = ({ row, made }: MadeStandalone): string[] => {
  if (row.unclear) return made.unclear ? [] : ["not called unclear"];
  if (row.unresolved) return made.unresolved || made.unclear ? [] : ["not called unresolved"];
  if (made.unclear) return ["called unclear"];
  const says = (pattern: string): boolean => new RegExp(pattern, "iu").test(made.text);
  return [
    ...row.mustMention.filter((pattern) => !says(pattern)).map((pattern) => `does not mention ${pattern}`),
    ...row.mustNotMention.filter(says).map((pattern) => `mentions ${pattern}`),
    ...(row.unchanged && made.text !== row.question.trim() ? ["changed"] : []),
  ];
};

/** Scores stand-alone questions: how many are right, and how well a wrong one is known for one (for asking a model). */
export const scoreFollowUps = (name: string, title: string, rows: MadeStandalone[]): SuiteReport => {
  const judged = rows.map((item) => ({ ...item, faults: standaloneFaults(item) }));
  const pointing = judged.filter(({ row }) => !row.unclear && !row.unresolved);
  const isRight = ({ faults }: { faults: string[] }): boolean => faults.length === 0;
  const isFlagged = ({ made }: MadeStandalone): boolean => made.unclear || made.unresolved;
  return {
    ...emptySuite(name, title),
    rows: rows.length,
    metrics: [
      ...shareMetric(`${name}.right`, share(judged.map(isRight)), "stand-alone questions that mention what is meant and no more"),
      ...shareMetric(
        `${name}.leftAlone`,
        share(judged.filter(({ row }) => row.unchanged).map(isRight)),
        "questions that say all by themselves, left as they are",
      ),
      ...shareMetric(
        `${name}.wrongFlagged`,
        share(pointing.filter((item) => !isRight(item)).map(isFlagged)),
        "wrong ones that are called unresolved, so that a model may be asked",
      ),
      ...shareMetric(
        `${name}.rightNotFlagged`,
        share(pointing.filter(isRight).map((item) => !isFlagged(item))),
        "right ones that are not called unresolved, so that no model is asked for nothing",
      ),
    ],
    bars: [...Map.groupBy(judged, ({ row }) => row.style)].map(([label, group]) => ({
      group: "follow-up",
      label,
      passed: group.filter(isRight).length,
      count: group.length,
    })),
    failures: judged.filter((item) => !isRight(item)).map((item): Failure => failureOf(item, item.faults)),
  };
};

const failureOf = ({ row, made }: MadeStandalone, faults: string[]): Failure => ({
  id: row.id,
  dataset: "follow-ups-standalone",
  question: row.question,
  scenario: row.history.map(({ question, answer }) => `${question} / ${answer ?? ""}`).join("\n"),
  expected: [
    ...row.mustMention,
    ...row.mustNotMention.map((pattern) => `not ${pattern}`),
    ...(["unchanged", "unclear", "unresolved"] as const).filter((key) => row[key]),
  ],
  got: faults,
  text: made.text,
  confidence: null,
});
