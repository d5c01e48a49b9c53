import type { JudgedRedaction } from "./judge-redaction.ts";
import { IdentifierKindName } from "./redaction-row.ts";
import { countBars } from "./score.ts";
import { share } from "./scorers/share.ts";
import { emptySuite, type Metric, type SuiteReport, shareMetric } from "./suite-report.ts";

const suite = "redaction";

/** Recall and precision over all and by kind, with every identifier that was left standing and every word taken too many. */
export const scoreRedaction = (title: string, judged: JudgedRedaction[]): SuiteReport => {
  const identifiers = judged.flatMap((item) => item.identifiers);
  const findings = judged.flatMap((item) => item.findings);
  const metric = (name: string, values: boolean[], words: string): Metric[] =>
    shareMetric(`${suite}.${name}`, share(values), words);
  const untouched = judged.filter((item) => item.identifiers.length === 0);
  const passed = (item: JudgedRedaction): boolean =>
    item.identifiers.every(({ caught }) => caught) && item.findings.every(({ right }) => right);
  return {
    ...emptySuite(suite, title),
    rows: judged.length,
    metrics: [
      ...metric(
        "recall",
        identifiers.map(({ caught }) => caught),
        "identifiers of which no letter and no digit is sent",
      ),
      ...metric(
        "precision",
        findings.map(({ right }) => right),
        "removals that take no word beside an identifier",
      ),
      ...metric(
        "untouched",
        untouched.map((item) => item.findings.length === 0),
        "messages without an identifier that are sent as they are",
      ),
      ...IdentifierKindName.options.flatMap((kind) => [
        ...metric(
          `recall.${kind}`,
          identifiers.filter(({ identifier }) => identifier.kind === kind).map(({ caught }) => caught),
          `${kind}: taken out whole`,
        ),
        ...metric(
          `precision.${kind}`,
          findings.filter((finding) => finding.kind === kind).map(({ right }) => right),
          `${kind}: nothing beside it taken`,
        ),
      ]),
    ],
    bars: [
      ...countBars(
        "style",
        judged.map((item) => ({ ...item, passed: passed(item) })),
        (item) => item.row.style,
      ),
      ...countBars(
        "split",
        judged.map((item) => ({ ...item, passed: passed(item) })),
        (item) => item.row.split,
      ),
    ],
    failures: judged
      .filter((item) => !passed(item))
      .map((item) => ({
        id: item.row.id,
        dataset: `redaction: ${item.row.style}`,
        question: item.text,
        scenario: null,
        expected: item.identifiers
          .filter(({ caught }) => !caught)
          .map(({ identifier }) => `${identifier.kind} taken out: ${identifier.text}`),
        got: [
          ...item.identifiers.filter(({ caught }) => !caught).map(({ left }) => `sent: ${left}`),
          ...item.findings
            .filter(({ right }) => !right)
            .map(({ kind, beside }) => `taken as ${kind} though it is none: ${beside}`),
        ],
        text: item.sent,
        confidence: null,
      })),
  };
};
