import { type Finding, findAll } from "./finding.ts";

const caseOrAnswer = /(?<![\p{L}\p{N}-])(?:c-[0-9a-z]{6}|a-[0-9a-z]{10})(?![\p{L}\p{N}-])/dgiu;

/** Finds the ids of cases (`C-7K3M9Q`) and answers (`A-` and ten characters). In small letters a digit must be among them: `c-sector` is a word. */
export const findCaseIds = (plain: string): Finding[] =>
  findAll("case_id", plain, caseOrAnswer, (taken) => /^[CA]-[0-9A-Z]+$/u.test(taken) || /\d/u.test(taken));
