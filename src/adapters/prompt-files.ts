import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { parse } from "yaml";
import { z } from "zod";
import { type Prompt, PromptHeader, type PromptId, promptIds } from "../domain/prompt.ts";
import { PromptError, type PromptErrorCode } from "./prompt-error.ts";

type Header = z.infer<typeof PromptHeader>;

const separator = "---input---";
const blank = /\{\{([a-z][a-z_]*)\}\}/g;

const failing =
  (file: string) =>
  (code: PromptErrorCode, problem: string, todo: string, cause?: unknown): never => {
    throw new PromptError({ code, file, problem, todo }, { cause });
  };
type Fail = ReturnType<typeof failing>;

const readBytes = (file: string, fail: Fail): Buffer => {
  try {
    return readFileSync(file);
  } catch (error) {
    return fail("missing_file", "the file cannot be read", "Put it back; each prompt has one file in this folder.", error);
  }
};

const decode = (bytes: Buffer, fail: Fail): string => {
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes).replaceAll("\r\n", "\n");
  } catch (error) {
    return fail("bad_text", "the text is not UTF-8", "Save the file as UTF-8.", error);
  }
};

const readHeader = (yaml: string, id: PromptId, fail: Fail): Header => {
  let values: unknown;
  try {
    values = parse(yaml, { maxAliasCount: 0 });
  } catch (error) {
    return fail("bad_header", "the header is not valid YAML", "It stands between two lines of three hyphens.", error);
  }
  const header = PromptHeader.safeParse(values);
  if (!header.success) {
    return fail(
      "bad_header",
      `the header is out of form:\n${z.prettifyError(header.error)}\n`,
      "It has id, version, inputs and outputSchema.",
    );
  }
  if (header.data.id !== id) {
    return fail("wrong_id", `the header says id ${header.data.id}`, `Write "id: ${id}", as the file is called.`);
  }
  return header.data;
};

const checkBlanks = (header: Header, instructions: string, input: string, fail: Fail): void => {
  if (/\{\{|\}\}/.test(instructions)) {
    fail(
      "bad_blanks",
      "there is a blank in the instructions",
      `Blanks stand below the line ${separator} only: what is above it is fixed.`,
    );
  }
  if (/\{\{|\}\}/.test(input.replace(blank, ""))) {
    fail("bad_blanks", "a blank is misspelt", "A blank is {{name}}, in small letters and without spaces.");
  }
  const used = new Set([...input.matchAll(blank)].map((match) => match[1]!));
  const unnamed = [...used].find((name) => !header.inputs.includes(name));
  if (unnamed !== undefined)
    fail("bad_blanks", `{{${unnamed}}} is not among the inputs of the header`, "Add it there, or take it out.");
  const unused = header.inputs.find((name) => !used.has(name));
  if (unused !== undefined)
    fail("bad_blanks", `the input ${unused} has no blank`, `Put {{${unused}}} below ${separator}, or take it out of the header.`);
};

const readPrompt = (folder: string, id: PromptId): Prompt => {
  const file = join(folder, `${id}.md`);
  const fail = failing(file);
  const bytes = readBytes(file, fail);
  const match = /^---\n([\s\S]*?)\n---\n([\s\S]*)$/.exec(decode(bytes, fail));
  if (match === null)
    return fail("bad_header", "there is no header", "The file begins with a header between two lines of three hyphens.");
  const header = readHeader(match[1]!, id, fail);
  const parts = match[2]!.split(new RegExp(`^${separator}[ \\t]*$`, "m")).map((part) => part.trim());
  const [instructions, input] = parts;
  if (parts.length !== 2 || instructions === "" || input === "") {
    return fail(
      "bad_parts",
      "instructions and input cannot be told apart",
      `Put one line ${separator} between them, with text above and below.`,
    );
  }
  checkBlanks(header, instructions!, input!, fail);
  const digest = createHash("sha256").update(bytes).digest("hex");
  return { ...header, instructions: instructions!, input: input!, digest };
};

/**
 * The project's prompts, from the files `<id>.md` of a folder, each checked: header in form, id as the file is called, instructions
 * without blanks, and the blanks of the input part exactly those that the header names. Throws `PromptError`, naming the file.
 */
export const readPrompts = (folder: string): Record<PromptId, Prompt> => {
  const read = promptIds.map((id) => [id, readPrompt(folder, id)] as const);
  return Object.fromEntries(read) as Record<PromptId, Prompt>;
};
