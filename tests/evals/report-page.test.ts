import { describe, expect, test } from "vitest";
import { type EvalReport, reportPage } from "../../evals/reporting/report-page.ts";
import { scoreAnswers } from "../../evals/score.ts";
import { scoreRouting } from "../../evals/score-routing.ts";
import { shortfalls } from "../../evals/shortfalls.ts";
import { skippedSuite } from "../../evals/suite-report.ts";
import { askRow } from "./ask-row.ts";

const suites = [
  scoreAnswers("seeds", "Seeds", [
    {
      dataset: "seeds-facts",
      row: { id: "a", question: "Good?", style: "slang", expect: { outcome: "answered" } },
      got: askRow(),
    },
    {
      dataset: "seeds-facts",
      row: { id: "b", question: "<script>alert(1)</script>", expect: { outcome: "answered", mustMatch: ["<b>"] } },
      got: askRow({ text: 'Broken "answer" <img src=x>', confidence: 0.4 }),
    },
    {
      dataset: "seeds-unanswerable",
      row: { id: "c", question: "What?", expect: { outcomeNot: "answered" } },
      got: askRow({ confidence: 0.2 }),
    },
  ]),
  scoreRouting("Routing", [
    { dataset: "routing", row: { id: "r", text: "My letter", route: "personal" }, got: "general", certainty: 0.6, why: "asks" },
  ]),
  skippedSuite("govuk", "GOV.UK", "the shared folder is not there"),
];
const thresholds = { "seeds.rightAnswers": { min: 0.9 }, "routing.personalCaught": { min: 0.5 } };
const report: EvalReport = {
  startedAt: "2025-06-20T00:00:00Z",
  commit: "abc",
  split: "all",
  suites,
  thresholds,
  shortfalls: shortfalls(suites, thresholds, false),
  comparisons: [],
  modelSkipped: "there is no OPENAI_API_KEY",
};
const page = reportPage(report);

describe("reportPage", () => {
  test("says on top what fails and what was skipped", () => {
    expect(report.shortfalls.map((shortfall) => shortfall.name)).toEqual(["seeds.rightAnswers", "routing.personalCaught"]);
    expect(page).toContain("✗ 2 below threshold");
    expect(page).toContain("seeds.rightAnswers is 0.500 (1 of 2), at least 0.9 is promised");
    expect(page).toContain("govuk: the shared folder is not there");
    expect(reportPage({ ...report, shortfalls: [] })).toContain("✓ Nothing measured is below its threshold");
  });

  test("lists failing rows, escaped, and draws what it measured", () => {
    expect(page).toContain("&lt;script&gt;alert(1)&lt;/script&gt;");
    expect(page).not.toMatch(/<script|<img/);
    expect(page).toContain("Broken &quot;answer&quot;");
    expect(page.match(/<svg /g)).toHaveLength(2);
    expect(page).toContain("1 of 1 personal taken for general");
  });

  test("loads nothing from elsewhere", () => {
    expect(page).not.toMatch(/\b(?:src|href)="(?!#)|@import|url\(/);
  });
});
