import { existsSync, readFileSync } from "node:fs";
import { resolve } from "node:path";
import { leastQuotedEvidence } from "../src/answering/answers-the-question.ts";
import { type Candidate, scoreSentences } from "../src/answering/score-sentences.ts";
import { foldText } from "../src/domain/fold-text.ts";
import { answeringItems } from "./answering-items.ts";
import { openServed } from "./open-served.ts";

/**
 * Prints how much evidence the gold sentences of the datasets give for their questions, and how many other sentences of the same passages
 * give less: what `answersTheQuestion` loses and catches. Rows to tune on only; the guides have no split.
 */
const report = (name: string, questions: readonly { candidates: Candidate[]; isGold: boolean[] }[], least: number): void => {
  const told = questions.filter(({ isGold }) => isGold.includes(true));
  const gold = told.map(({ candidates, isGold }) =>
    Math.max(...candidates.filter((_, at) => isGold[at]).map((it) => it.evidence)),
  );
  const others = told.flatMap(({ candidates, isGold }) => candidates.filter((_, at) => !isGold[at]));
  const lost = gold.filter((evidence) => evidence < least).length;
  const caught = others.filter(({ evidence }) => evidence < least).length;
  const share = (part: number, whole: number) => `${part} of ${whole} (${((100 * part) / whole).toFixed(1)} %)`;
  console.log(
    `${name}: below ${least} stand ${share(lost, gold.length)} gold answers and ${share(caught, others.length)} other sentences`,
  );
};

const items = (await answeringItems()).filter(({ held }) => !held);
for (const set of ["facts", "own_facts"] as const) {
  const questions = items
    .filter((item) => item.set === set)
    .map(({ candidates, labels }) => ({ candidates, isGold: labels.map((it) => it === 1) }));
  report(set, questions, leastQuotedEvidence.small);
}

const guides = resolve(import.meta.dirname, "../../shared/data/govuk-guides");
if (existsSync(guides)) {
  const { served, close } = await openServed(`${guides}/pages`, resolve(".tmp/fit/guides"), "2025-06-20");
  const rows = readFileSync(`${guides}/questions.jsonl`, "utf8")
    .trim()
    .split("\n")
    .map((line) => JSON.parse(line) as { question: string; scenario: string; answerable: boolean; evidence: string[] });
  const questions = [];
  for (const { question, scenario, evidence } of rows.filter(({ answerable }) => answerable)) {
    const retrieval = await served.retrieve({ question, scenario }, 40);
    const { candidates } = scoreSentences(served.terms, served.weigh, retrieval, served.profileOf);
    const told = foldText(evidence.join(" "));
    questions.push({ candidates, isGold: candidates.map(({ sentence }) => told.includes(foldText(sentence.text))) });
  }
  report("guides", questions, leastQuotedEvidence.large);
  await close();
}
