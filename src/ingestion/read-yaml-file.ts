import { readFile } from "node:fs/promises";
import path from "node:path";
import { LineCounter, parseDocument } from "yaml";
import type { z } from "zod";
import { KnowledgeError } from "./knowledge-error.ts";

/** `["sources", 2, "url"]` as people write it: `sources[2].url`. */
const fieldPath = (keys: readonly PropertyKey[]): string =>
  keys.reduce<string>((joined, key) => {
    if (typeof key === "number") return `${joined}[${key}]`;
    return joined === "" ? String(key) : `${joined}.${String(key)}`;
  }, "");

const refuse = (issue: z.core.$ZodIssue, file: string): KnowledgeError => {
  const place = fieldPath(issue.path);
  if (issue.code === "unrecognized_keys") {
    const names = issue.keys.map((key) => `"${key}"`).join(", ");
    const field = fieldPath([...issue.path, issue.keys[0] ?? ""]);
    return new KnowledgeError({
      code: "unknown_key",
      file,
      field,
      problem: `unknown key ${names}`,
      todo: "Correct the spelling or remove the key.",
    });
  }
  return new KnowledgeError({
    code: "bad_value",
    file,
    field: place === "" ? null : place,
    problem: issue.message.replace(/\.$/u, ""),
    todo: "Correct this value.",
  });
};

/**
 * Reads one YAML file and checks it against its schema. `filePath` is absolute; its base name is used in messages.
 * Throws `KnowledgeError` with `missing_file`, `bad_yaml` (duplicate keys included), `unknown_key` or `bad_value`.
 */
export const readYamlFile = async <T>(filePath: string, schema: z.ZodType<T>): Promise<T> => {
  const file = path.basename(filePath);
  let text: string;
  try {
    text = await readFile(filePath, "utf8");
  } catch (cause) {
    const todo = `Put the file at ${filePath}.`;
    throw new KnowledgeError({ code: "missing_file", file, field: null, problem: "the file cannot be read", todo }, { cause });
  }
  const lineCounter = new LineCounter();
  const parsed = parseDocument(text, { lineCounter, prettyErrors: false });
  const fault = parsed.errors[0];
  if (fault !== undefined) {
    const { line } = lineCounter.linePos(fault.pos[0]);
    const problem = `line ${line}: ${fault.message.replace(/\.$/u, "")}`;
    throw new KnowledgeError(
      { code: "bad_yaml", file, field: null, problem, todo: "Check indentation, colons and quotes there." },
      { cause: fault },
    );
  }
  const checked = schema.safeParse(parsed.toJS({ maxAliasCount: 50 }) ?? {});
  if (checked.success) return checked.data;
  const unknown = checked.error.issues.find((issue) => issue.code === "unrecognized_keys");
  const issue = unknown ?? checked.error.issues[0];
  if (issue === undefined) throw checked.error;
  throw refuse(issue, file);
};
