import { readFile } from "node:fs/promises";
import { Question } from "../domain/question.ts";
import { UsageError } from "./usage-error.ts";

/** One line of a batch file: a question, or what is wrong with the line. `line` counts from 1. */
export type QuestionRow = { line: number; question: Question; fault: null } | { line: number; question: null; fault: string };

const whatIsWrong = (file: string, line: number, problem: string): string =>
  `${file}, line ${line}: ${problem}. Each line is one JSON object such as {"id":"q1","question":"When is the next meeting?"}.`;

const readRow = (file: string, text: string, line: number): QuestionRow => {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (cause) {
    return { line, question: null, fault: whatIsWrong(file, line, `not JSON (${(cause as Error).message})`) };
  }
  const parsed = Question.safeParse(value);
  if (parsed.success) return { line, question: parsed.data, fault: null };
  const issue = parsed.error.issues[0]!;
  return { line, question: null, fault: whatIsWrong(file, line, `field "${issue.path.join(".") || "(row)"}": ${issue.message}`) };
};

/**
 * Reads a JSONL file of questions, keeping the order; a broken line becomes a row that says what is wrong and stops nothing else.
 * Throws `UsageError` when the file itself cannot be read.
 */
export const readQuestionRows = async (file: string): Promise<QuestionRow[]> => {
  const text = await readFile(file, "utf8").catch((cause: Error) => {
    throw new UsageError(`--in ${file}: ${cause.message}. Name a JSONL file that exists.`, { cause });
  });
  return text
    .replace(/^\uFEFF/, "")
    .split(/\r?\n/)
    .map((row, index) => ({ row, line: index + 1 }))
    .filter(({ row }) => row.trim() !== "")
    .map(({ row, line }) => readRow(file, row, line));
};
