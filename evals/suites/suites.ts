import { join } from "node:path";
import type { EvalRow } from "../eval-row.ts";
import type { SuiteReport } from "../suite-report.ts";
import { runClaimsSuite } from "./claims-suite.ts";
import { runClaimsSweepSuite } from "./claims-sweep-suite.ts";
import { runDatasetSuite } from "./dataset-suite.ts";
import { runFollowUpsSuite } from "./follow-ups-suite.ts";
import { runRedactionSuite } from "./redaction-suite.ts";
import { runRoutingSuite } from "./routing-suite.ts";
import { runSharedSuite } from "./shared-suite.ts";
import type { SuiteSettings } from "./suite-settings.ts";

const sitePage = "nhs-job-cuts-information-for-members";

/** Questions on the seed page, asked of the same page as a web site serves it. */
const askedOfSite = (row: EvalRow): EvalRow[] =>
  row.expect.source === "mip-job-cuts" ? [{ ...row, expect: { ...row.expect, source: sitePage } }] : [];

/** Every suite by its name, quick ones first. */
export const suites: Record<string, (settings: SuiteSettings) => Promise<SuiteReport>> = {
  claims: runClaimsSuite,
  "claims-sweep": runClaimsSweepSuite,
  routing: runRoutingSuite,
  redaction: runRedactionSuite,
  "follow-ups": runFollowUpsSuite,
  knowledge: (settings) =>
    runDatasetSuite(
      { name: "knowledge", title: "The union's own pages", knowledgeDir: join(settings.root, "knowledge"), prefix: "knowledge-" },
      settings,
    ),
  seeds: (settings) =>
    runDatasetSuite(
      { name: "seeds", title: "The two seed documents", knowledgeDir: join(settings.sharedDir, "seeds"), prefix: "seeds-" },
      settings,
    ),
  site: (settings) =>
    runDatasetSuite(
      {
        name: "site",
        title: "The seed page as a web page with menus and notices",
        knowledgeDir: join(settings.sharedDir, "site"),
        prefix: "seeds-facts",
        change: askedOfSite,
      },
      settings,
    ),
  govuk: runSharedSuite,
};
