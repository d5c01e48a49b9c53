import { judgeClaims } from "../claims/judge-claims.ts";
import { scoreClaims } from "../claims/score-claims.ts";
import { type SuiteReport, skippedSuite } from "../suite-report.ts";
import type { SuiteSettings } from "./suite-settings.ts";

const name = "claims";
const title = "True claims and lies through the proof";

/** Puts hand-written true claims and lies, each with real quotations, through the proof that every model reply goes through. No model. */
export const runClaimsSuite = async (settings: SuiteSettings): Promise<SuiteReport> => {
  const { judged, leftOut } = await judgeClaims(settings.root, settings.sharedDir, settings.split);
  if (judged.length === 0) return skippedSuite(name, title, "no rows in evals/datasets/claim-pairs-*.jsonl for this split");
  return scoreClaims(name, leftOut === 0 ? title : `${title} (${leftOut} rows left out: ../shared is not there)`, judged);
};
