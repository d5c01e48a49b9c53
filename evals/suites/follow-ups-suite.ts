import { join } from "node:path";
import { createWordClasses } from "../../src/adapters/wink-word-classes.ts";
import { standaloneQuestion } from "../../src/retrieval/standalone-question.ts";
import { StandaloneRow } from "../eval-row.ts";
import { readRows } from "../read-rows.ts";
import { type MadeStandalone, scoreFollowUps } from "../score-follow-ups.ts";
import type { SuiteReport } from "../suite-report.ts";
import { ofSplit, type SuiteSettings } from "./suite-settings.ts";

/** Makes every follow-up of `follow-ups-standalone.jsonl` stand alone, without a model. */
export const runFollowUpsSuite = async (settings: Pick<SuiteSettings, "root" | "split">): Promise<SuiteReport> => {
  const file = join(settings.root, "evals", "datasets", "follow-ups-standalone.jsonl");
  const classes = createWordClasses();
  const made = ofSplit(readRows(file, StandaloneRow), settings.split).map(
    (row): MadeStandalone => ({ row, made: standaloneQuestion(classes, row.question, row.history) }),
  );
  return scoreFollowUps("follow-ups", "Follow-ups made to stand alone", made);
};
