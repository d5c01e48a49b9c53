import { existsSync } from "node:fs";
import { join } from "node:path";
import type { AskRow } from "../../src/domain/answer.ts";
import { SharedQuestion } from "../eval-row.ts";
import { readRows } from "../read-rows.ts";
import { runBatch } from "../run-batch.ts";
import { type SearchRow, type SharedResult, scoreShared } from "../score-shared.ts";
import { type SuiteReport, skippedSuite } from "../suite-report.ts";
import { environmentOf, suiteNameIn } from "./answering-mode.ts";
import { quotationMetrics } from "./quotation-metrics.ts";
import { defaultNow, type SuiteSettings } from "./suite-settings.ts";
import { wordedMetrics } from "./worded-metrics.ts";

const title = "GOV.UK guides, questions with a scenario";

/** Searches and answers the shared GOV.UK questions, routing left out, and scores both against the marked evidence. */
export const runSharedSuite = async (settings: SuiteSettings): Promise<SuiteReport> => {
  const folder = join(settings.sharedDir, "data", "govuk-guides");
  const mode = settings.mode ?? "extractive";
  const name = suiteNameIn("govuk", mode);
  if (!existsSync(folder)) return skippedSuite(name, title, `${folder} is not there`);
  const inside = readRows(join(folder, "questions.jsonl"), SharedQuestion);
  const outside = readRows(join(folder, "out-of-corpus.jsonl"), SharedQuestion);
  const knowledgeDir = join(folder, "pages");
  const dataDir = join(settings.dataRoot, "govuk");
  const place = { root: settings.root, knowledgeDir, dataDir, now: defaultNow, environment: environmentOf(mode) };
  const asked = (rows: SharedQuestion[]) => rows.map(({ id, question, scenario }) => ({ id, question, scenario }));
  const searched = inside.filter((row) => row.answerable);
  const found = await runBatch<SearchRow>("search", asked(searched), { ...place, extra: ["--k", "10"] });
  const foundById = new Map(found.map((row) => [row.id, row]));
  const answers = await runBatch<AskRow>("ask", asked([...inside, ...outside]), { ...place, extra: ["--route", "answer"] });
  const results = [...inside, ...outside].map((question, index): SharedResult => {
    const set = index >= inside.length ? "out_of_corpus" : question.answerable ? "guide" : "marked_unanswerable";
    return { set, question, found: foundById.get(question.id) ?? null, got: answers[index]! };
  });
  const report = scoreShared(name, title, results);
  const worded = mode === "model" ? await wordedMetrics(name, answers, dataDir) : [];
  const quotations = quotationMetrics(name, answers, knowledgeDir, settings);
  return {
    ...report,
    metrics: [...report.metrics, ...worded, ...quotations.metrics],
    failures: [...report.failures, ...quotations.failures],
  };
};
