import { existsSync, readdirSync } from "node:fs";
import { basename, join } from "node:path";
import { EvalRow, SharedQuestion } from "../eval-row.ts";
import { readRows } from "../read-rows.ts";

/**
 * What a competent model would look for: sentences that match all of `patterns` and none of `not` (regular expressions), from one of
 * `sources` when some are named; or `evidence` as typed from the page. `answerable` is false when it should abstain.
 */
export type Gold = {
  id: string;
  question: string;
  answerable: boolean;
  patterns: string[];
  not: string[];
  sources: string[];
  evidence: string[];
};

const goldOf = ({ id, question, expect }: EvalRow): Gold => {
  const { source, sourceAny, mustMatch, mustNotMatch } = expect;
  return {
    id,
    question,
    answerable:
      [expect.outcome].flat().includes("answered") || expect.noticeMatch !== undefined || expect.noNoticeMatch !== undefined,
    // Any sentence on the matter will do where only the notices count.
    patterns: mustMatch ?? ["."],
    not: mustNotMatch ?? [],
    sources: [...(source === undefined ? [] : [source]), ...(sourceAny ?? [])],
    evidence: [],
  };
};

/** The gold of every answering dataset whose name starts with one of `prefixes`. */
export const readDatasetGold = (root: string, prefixes: readonly string[]): Gold[] => {
  const folder = join(root, "evals", "datasets");
  return readdirSync(folder)
    .filter((file) => file.endsWith(".jsonl") && prefixes.some((prefix) => basename(file).startsWith(prefix)))
    .sort()
    .flatMap((file) => readRows(join(folder, file), EvalRow).map(goldOf));
};

/** The gold of the shared guides' questions and of those that no guide answers; empty when the folder is not there. */
export const readSharedGold = (sharedDir: string): Gold[] => {
  const folder = join(sharedDir, "data", "govuk-guides");
  if (!existsSync(folder)) return [];
  return ["questions.jsonl", "out-of-corpus.jsonl"]
    .flatMap((file) => readRows(join(folder, file), SharedQuestion))
    .map(({ id, question, answerable, page, evidence }) => ({
      id,
      question,
      answerable: answerable && evidence.length > 0,
      patterns: [],
      not: [],
      sources: page === undefined ? [] : [page],
      evidence,
    }));
};
