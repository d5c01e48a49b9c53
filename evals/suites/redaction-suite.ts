import { readdirSync } from "node:fs";
import { join } from "node:path";
import { createScowlDictionary } from "../../src/adapters/scowl-dictionary.ts";
import { createEnglishWords } from "../../src/adapters/subtlex-english-words.ts";
import { createRedactor } from "../../src/redaction/create-redactor.ts";
import { judgeRedaction } from "../judge-redaction.ts";
import { readRows } from "../read-rows.ts";
import { RedactionRow } from "../redaction-row.ts";
import { scoreRedaction } from "../score-redaction.ts";
import { type SuiteReport, skippedSuite } from "../suite-report.ts";
import { ofSplit, type SuiteSettings } from "./suite-settings.ts";

const title = "Redaction before sending";

/** Redacts every message of `redaction-*.jsonl` and compares it with what is marked there. */
export const runRedactionSuite = async (settings: SuiteSettings): Promise<SuiteReport> => {
  const redact = createRedactor({ english: createEnglishWords(), dictionary: createScowlDictionary() });
  const folder = join(settings.root, "evals", "datasets");
  const rows = readdirSync(folder)
    .filter((file) => file.startsWith("redaction-") && file.endsWith(".jsonl"))
    .sort()
    .flatMap((file) => ofSplit(readRows(join(folder, file), RedactionRow), settings.split));
  return rows.length === 0
    ? skippedSuite("redaction", title, "no rows in evals/datasets/redaction-*.jsonl")
    : scoreRedaction(
        title,
        rows.map((row) => judgeRedaction(row, redact)),
      );
};
