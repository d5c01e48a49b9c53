import type { AskRow } from "../domain/answer.ts";
import type { IncomingQuestion } from "../flows/handle-question.ts";
import { unreadableRow } from "../flows/unreadable-row.ts";
import { openFor } from "./open-for.ts";
import type { Flags } from "./read-flags.ts";
import { readQuestionRows } from "./read-question-rows.ts";
import { UsageError } from "./usage-error.ts";

const readableAnswer = (row: AskRow): string => {
  const sources = row.citations.map(
    ({ number, title, heading, page, quote, url }) =>
      `[${number}] ${[title, ...heading.slice(-1), ...(page === null ? [] : [`page ${page}`])].join(" \u203A ")}\n    \u201C${quote}\u201D\n    ${url}`,
  );
  const receipt =
    row.answerId === null ? [] : ["", `Kept as ${row.answerId}. To prove it again: npm run --silent verify -- ${row.answerId}`];
  return [row.text, ...(sources.length === 0 ? [] : ["", "Sources, word for word:", ...sources]), ...receipt].join("\n");
};

/**
 * `ask`: one question from the command line, or a batch from `--in FILE.jsonl`, one JSON row each in the same order.
 * A broken line of a batch becomes a row that says so, and the exit code is then 2.
 */
export const ask = async (flags: Flags): Promise<number> => {
  const question = flags.words.join(" ").trim();
  if (flags.in === undefined && question === "")
    throw new UsageError("There is no question. Write it in quotation marks after --.");
  if (flags.in !== undefined && question !== "") throw new UsageError("Give either a question or --in FILE.jsonl, not both.");
  const rows = flags.in === undefined ? null : await readQuestionRows(flags.in);
  const app = await openFor(flags);
  const skipRouting = flags.route === "answer";
  const answer = async (incoming: Omit<IncomingQuestion, "skipRouting">) =>
    (await app.handleQuestion({ ...incoming, skipRouting })).row;
  try {
    if (rows === null) {
      const row = await answer({ id: null, question, scenario: null, history: [] });
      process.stdout.write(`${flags.json ? JSON.stringify(row) : readableAnswer(row)}\n`);
      return 0;
    }
    let broken = 0;
    for (const { line, question: asked, fault } of rows) {
      if (asked === null) {
        broken += 1;
        process.stderr.write(`${fault}\n`);
        process.stdout.write(`${JSON.stringify(unreadableRow(line, fault))}\n`);
        continue;
      }
      const { id, question: words, scenario, history } = asked;
      const row = await answer({ id: id ?? null, question: words, scenario: scenario ?? null, history: history ?? [] });
      process.stdout.write(flags.json ? `${JSON.stringify(row)}\n` : `${readableAnswer(row)}\n\n---\n\n`);
    }
    return broken === 0 ? 0 : 2;
  } finally {
    await app.close();
  }
};
