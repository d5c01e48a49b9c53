import { readFile } from "node:fs/promises";
import { z } from "zod";
import { UsageError } from "./usage-error.ts";

const PayloadRow = z.object({ id: z.string().nullish(), encoding: z.enum(["json", "form"]).default("json"), body: z.unknown() });

/** One line of a file of captured payloads; `fault` says what is wrong with a line that is none. `line` counts from 1. */
export type PayloadRow = { line: number } & (
  | { id: string; payload: { encoding: "json" | "form"; body: unknown }; fault: null }
  | { id: string | null; payload: null; fault: string }
);

const readRow = (file: string, text: string, line: number): PayloadRow => {
  const wrong = (problem: string, id: string | null = null): PayloadRow => {
    const like = '{"id":"slack-1","encoding":"json","body":{"type":"event_callback"}}';
    return { line, id, payload: null, fault: `${file}, line ${line}: ${problem}. Each line is one JSON object such as ${like}.` };
  };
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (cause) {
    return wrong(`not JSON (${(cause as Error).message})`);
  }
  const read = PayloadRow.safeParse(value);
  if (!read.success) {
    const issue = read.error.issues[0]!;
    return wrong(`field "${issue.path.join(".") || "(row)"}": ${issue.message}`);
  }
  const { id, encoding, body } = read.data;
  if (body === undefined) return wrong('field "body": there is none', id ?? null);
  return { line, id: id ?? `line-${line}`, payload: { encoding, body }, fault: null };
};

/** Reads a JSONL file of captured payloads, keeping the order. Throws `UsageError` when the file itself cannot be read. */
export const readPayloadRows = async (file: string): Promise<PayloadRow[]> => {
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
