import { existsSync } from "node:fs";
import { join } from "node:path";
import { createReplyProof } from "../claims/prove-reply.ts";
import { readStoredSources } from "../claims/stored-sources.ts";
import { type SweptClaim, sweepSentences } from "../claims/sweep-sentences.ts";
import { countBars } from "../score.ts";
import { share } from "../scorers/share.ts";
import { emptySuite, type SuiteReport, shareMetric, skippedSuite } from "../suite-report.ts";
import type { SuiteSettings } from "./suite-settings.ts";

const name = "claims-sweep";
const title = "Sentences of the GOV.UK guides, altered by rule, through the proof";
const everySentence = 8;

/** Alters sentences of pages that nobody wrote rows for, by rule, and counts what the proof lets stand and what it cuts. No model. */
export const runClaimsSweepSuite = async (settings: SuiteSettings): Promise<SuiteReport> => {
  const folder = join(settings.sharedDir, "data", "govuk-guides", "pages");
  if (!existsSync(folder)) return skippedSuite(name, title, `${folder} is not there`);
  const stored = await readStoredSources(settings.root, settings.sharedDir, "guides");
  const swept = sweepSentences(createReplyProof(), stored, everySentence);
  const metric = (of: string, items: SweptClaim[], words: string) =>
    shareMetric(`${name}.${of}`, share(items.map(({ passed }) => passed)), words);
  const byWay = (of: string, items: SweptClaim[], words: string) =>
    [...Map.groupBy(items, ({ way }) => way)].flatMap(([way, ofWay]) =>
      metric(`${of}.${way}`, ofWay, `of those with ${way} ${words}`),
    );
  const [same, altered] = [swept.filter(({ stands }) => stands), swept.filter(({ stands }) => !stands)];
  return {
    ...emptySuite(name, title),
    rows: swept.length,
    metrics: [
      ...metric("kept", same, "sentences reworded by rule that stood"),
      ...metric("caught", altered, "sentences made false by rule that were cut"),
      ...byWay("kept", same, "that stood"),
      ...byWay("caught", altered, "that were cut"),
    ],
    bars: [
      ...countBars("reworded by rule, stood", same, ({ way }) => way),
      ...countBars("made false by rule, cut", altered, ({ way }) => way),
    ],
    failures: swept
      .filter(({ passed }) => !passed)
      .map(({ source, way, text, stands, got }, index) => ({
        id: `${source}-${index}`,
        dataset: `claims-sweep ${way}`,
        question: text,
        scenario: null,
        expected: [stands ? `reworded (${way}), to stand` : `made false (${way}), to be cut`],
        got: got.reasons.length === 0 ? ["it stood"] : got.reasons,
        text: got.shown.join(" "),
        confidence: null,
      })),
  };
};
