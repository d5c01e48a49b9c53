import type { AskRow } from "../../src/domain/answer.ts";
import { modesOf } from "../modes-of.ts";
import { share } from "../scorers/share.ts";
import { type Metric, shareMetric } from "../suite-report.ts";

/** How many of the given answers a model worded, as the receipts in `dataDir` say: the others are the pages' own sentences after all. */
export const wordedMetrics = async (suite: string, rows: readonly AskRow[], dataDir: string): Promise<Metric[]> => {
  const answered = rows.filter(({ outcome }) => outcome === "answered");
  const modes = await modesOf(
    dataDir,
    answered.flatMap(({ answerId }) => answerId ?? []),
  );
  return shareMetric(
    `${suite}.wordedByModel`,
    share(answered.map(({ answerId }) => answerId !== null && modes.get(answerId) === "model")),
    "given answers that the model worded; the rest are the pages' own sentences",
  );
};
