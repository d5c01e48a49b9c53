import { countBars } from "../score.ts";
import { share } from "../scorers/share.ts";
import { emptySuite, type Failure, type Metric, type SuiteReport, shareMetric } from "../suite-report.ts";
import { type LieRow, lieKinds, type TrueClaimRow } from "./claim-row.ts";
import type { ProvedClaim } from "./prove-reply.ts";

/** A row of `dataset` with what the proof made of it. `style` marks a true claim, `kind` a lie. */
export type JudgedClaim = { dataset: string; row: TrueClaimRow | LieRow; got: ProvedClaim };

/** Kinds of lie that code can tell for certain; nearly all of them must be caught. */
export const certainKinds: readonly LieRow["kind"][] = [
  "figure_changed",
  "unit_changed",
  "date_changed",
  "name_changed",
  "acronym_swapped",
  "negation_flipped",
  "negation_dropped",
  "modality_strengthened",
  "modality_weakened",
  "cropped_quotation",
  "wrong_passage_token",
  "fabricated_quotation",
  "near_quotation",
  "other_language",
  "link_added",
  "mention_added",
  "markup_added",
];

/** True when the row came out right: a true claim stands whole; of a lie nothing is shown, or not the letters that it is about. */
export const cameOutRight = ({ row, got }: JudgedClaim): boolean => {
  if ("style" in row) return got.shown.length > 0 && got.reasons.length === 0;
  return row.forbidden === undefined ? got.shown.length === 0 : got.shown.every((text) => !text.includes(row.forbidden!));
};

type Marked = JudgedClaim & { passed: boolean; lie: LieRow | null };

/** Scores judged claims: the share of true claims that stand, the share of lies caught by kind, and every miss with its words. */
export const scoreClaims = (name: string, title: string, judged: JudgedClaim[]): SuiteReport => {
  const marked = judged.map(
    (item): Marked => ({ ...item, passed: cameOutRight(item), lie: "kind" in item.row ? item.row : null }),
  );
  const truths = marked.filter(({ lie }) => lie === null);
  const lies = marked.filter(({ lie }) => lie !== null);
  const metric = (of: string, items: Marked[], words: string): Metric[] =>
    shareMetric(`${name}.${of}`, share(items.map(({ passed }) => passed)), words);
  const splits = ["tune", "held", "fresh"] as const;
  return {
    ...emptySuite(name, title),
    rows: marked.length,
    metrics: [
      ...metric("trueKept", truths, "true claims that stood"),
      ...metric("liesCaught", lies, "lies of every kind that were cut"),
      ...metric("certainCaught", lies.filter(isCertain), "lies of the kinds that code can tell for certain that were cut"),
      ...splits.flatMap((split) => [
        ...metric(`trueKept.${split}`, truths.filter(ofSplit(split)), `true claims of the ${split} rows that stood`),
        ...metric(`liesCaught.${split}`, lies.filter(ofSplit(split)), `lies of the ${split} rows that were cut`),
      ]),
      ...lieKinds.flatMap((kind) =>
        metric(
          `caught.${kind}`,
          lies.filter(({ lie }) => lie?.kind === kind),
          `lies of the kind ${kind} that were cut`,
        ),
      ),
    ],
    bars: [
      ...countBars("true claims that stood, by style", truths, ({ row }) => ("style" in row ? row.style : null)),
      ...countBars("lies that were cut, by kind", lies, ({ lie }) => lie?.kind ?? null),
      ...countBars("split", marked, ({ row }) => row.split),
    ],
    failures: marked.filter(({ passed }) => !passed).map(failureOf),
  };
};

const isCertain = ({ lie }: Marked): boolean => lie !== null && certainKinds.includes(lie.kind);

const ofSplit =
  (split: string) =>
  ({ row }: Marked): boolean =>
    row.split === split;

const failureOf = ({ dataset, row, got }: Marked): Failure => ({
  id: row.id,
  dataset,
  question: row.claim,
  scenario: null,
  expected: ["style" in row ? `a true claim (${row.style}) to stand` : `a lie (${row.kind}) to be cut`],
  got: got.reasons.length === 0 ? ["it stood"] : got.reasons,
  text: got.shown.join(" "),
  confidence: null,
});
