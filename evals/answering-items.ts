import { existsSync, readFileSync } from "node:fs";
import { resolve } from "node:path";
import type { QuestionKind } from "../src/answering/question-kind.ts";
import { type Candidate, scoreSentences } from "../src/answering/score-sentences.ts";
import { mayAnswer, timeScopeOf } from "../src/answering/time-scope.ts";
import type { WeighedConcept } from "../src/answering/weigh-concepts.ts";
import type { Retrieval } from "../src/domain/retrieval.ts";
import type { ServedKnowledge } from "../src/flows/served-knowledge.ts";
import { openServed } from "./open-served.ts";

type Row = {
  id: string;
  question: string;
  scenario?: string;
  now?: string;
  split?: string;
  style?: string;
  expect?: { mustMatch?: string[]; outcome?: string; outcomeNot?: string };
  history?: unknown;
};

/** One question with its retrieval and the sentences that may answer it; `labels` are 1 for those that do. */
export type AnsweringItem = {
  id: string;
  set: "facts" | "unanswerable" | "own_facts" | "own_unanswerable";
  style: string;
  held: boolean;
  /** Rewordings of one fact share a fold, so that none is learnt from while another is judged. */
  fold: number;
  question: string;
  kind: QuestionKind;
  served: ServedKnowledge;
  retrieval: Retrieval;
  concepts: WeighedConcept[];
  candidates: Candidate[];
  labels: number[];
  holds: (sentence: string) => boolean;
  features: number[];
  confidence: number;
};

/** Into how many parts the facts are split for cross-validation. */
export const folds = 5;
const day = "2025-06-20";
const shared = resolve(import.meta.dirname, "../../shared");

const hash = (text: string) => [...text].reduce((sum, letter) => (sum * 31 + letter.charCodeAt(0)) >>> 0, 7);
const rowsOf = (name: string): Row[] =>
  readFileSync(new URL(`./datasets/${name}.jsonl`, import.meta.url), "utf8")
    .trim()
    .split("\n")
    .map((line) => JSON.parse(line) as Row);

const open = (folder: string, name: string) => openServed(folder, resolve(`.tmp/fit/${name}`), day);

const matcher = (patterns: string[]) => {
  const expressions = patterns.map((pattern) => new RegExp(pattern, "iu"));
  return (sentence: string) => expressions.some((expression) => expression.test(sentence));
};

const itemOf = async (
  served: ServedKnowledge,
  set: AnsweringItem["set"],
  row: Row,
  patterns: string[],
): Promise<AnsweringItem> => {
  const retrieval = await served.retrieve({ question: row.question, ...(row.scenario && { scenario: row.scenario }) }, 10);
  const now = row.now ?? day;
  const scope = timeScopeOf(retrieval.query.text, now);
  const { asked, concepts, candidates } = scoreSentences(served.terms, served.weigh, retrieval, served.profileOf);
  const eligible = candidates.filter(({ ranked, sentence }) => mayAnswer(scope, ranked.document, sentence.text, now));
  const holds = matcher(patterns);
  return {
    id: row.id,
    set,
    style: row.style ?? "",
    held: row.split === "held",
    fold: hash(`${set}:${patterns.join() || row.id}`) % folds,
    question: row.question,
    kind: asked.kind,
    served,
    retrieval,
    concepts,
    candidates: eligible,
    labels: eligible.map(({ sentence }) => (holds(sentence.text) ? 1 : 0)),
    holds,
    features: [],
    confidence: 0,
  };
};

/** Retrieves and profiles every question of the data sets with the real parts. Leaves out the shared seeds when absent. */
export const answeringItems = async (): Promise<AnsweringItem[]> => {
  const items: AnsweringItem[] = [];
  if (existsSync(`${shared}/seeds`)) {
    const { served, close } = await open(`${shared}/seeds`, "seeds");
    for (const row of rowsOf("seeds-facts")) items.push(await itemOf(served, "facts", row, row.expect!.mustMatch!));
    for (const row of rowsOf("seeds-unanswerable")) items.push(await itemOf(served, "unanswerable", row, []));
    await close();
  }
  const { served, close } = await open(resolve("knowledge"), "knowledge");
  for (const row of rowsOf("knowledge-questions").filter(({ history }) => !history)) {
    const { outcome, mustMatch, outcomeNot } = row.expect ?? {};
    if (outcome === "answered" && mustMatch) items.push(await itemOf(served, "own_facts", row, mustMatch));
    else if (outcomeNot === "answered") items.push(await itemOf(served, "own_unanswerable", row, []));
  }
  await close();
  return items;
};
