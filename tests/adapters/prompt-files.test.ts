import { createHash } from "node:crypto";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterEach, expect, test } from "vitest";
import { PromptError } from "../../src/adapters/prompt-error.ts";
import { readPrompts } from "../../src/adapters/prompt-files.ts";
import { promptIds } from "../../src/domain/prompt.ts";

const own = fileURLToPath(new URL("../../prompts", import.meta.url));
const folders: string[] = [];
afterEach(() => {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true });
});

/** A folder with the project's prompts, of which `answer.md` is replaced. */
const folderWith = (answer: string | Uint8Array | null): string => {
  const folder = mkdtempSync(join(tmpdir(), "prompts-"));
  folders.push(folder);
  for (const id of promptIds) {
    const bytes = id === "answer" ? answer : readFileSync(join(own, `${id}.md`));
    if (bytes !== null) writeFileSync(join(folder, `${id}.md`), bytes);
  }
  return folder;
};

const header = "---\nid: answer\nversion: 3\ninputs: [today, questions]\noutputSchema: ModelReply\n---\n";
const good = `${header}Say what is so.\n---input---\nToday is {{today}}.\n\n{{questions}}\n`;

test("the project's own prompts are in form", () => {
  const prompts = readPrompts(own);
  expect(Object.keys(prompts)).toEqual([...promptIds]);
  for (const id of promptIds) {
    const prompt = prompts[id];
    expect(prompt.digest).toBe(
      createHash("sha256")
        .update(readFileSync(join(own, `${id}.md`)))
        .digest("hex"),
    );
    expect(prompt.instructions.length).toBeGreaterThan(50);
    for (const name of prompt.inputs) expect(prompt.input).toContain(`{{${name}}}`);
  }
});

test("a prompt is its two parts, whatever the line ends, and its digest is over the bytes", () => {
  const unix = readPrompts(folderWith(good)).answer;
  const windows = readPrompts(folderWith(good.replaceAll("\n", "\r\n"))).answer;
  expect(unix).toMatchObject({
    version: 3,
    inputs: ["today", "questions"],
    instructions: "Say what is so.",
    input: "Today is {{today}}.\n\n{{questions}}",
  });
  expect({ ...windows, digest: "" }).toEqual({ ...unix, digest: "" });
  expect(windows.digest).not.toBe(unix.digest);
});

test.each([
  ["a missing file", null, "missing_file"],
  ["other bytes than UTF-8", Uint8Array.from([0x2d, 0xff, 0xfe]), "bad_text"],
  ["no header", "Say what is so.\n---input---\n{{today}}", "bad_header"],
  ["a header that is no YAML", good.replace("id: answer", "id: [answer"), "bad_header"],
  ["an unknown key", good.replace("version: 3", "version: 3\nmodel: x"), "bad_header"],
  ["an unknown schema", good.replace("ModelReply", "Reply"), "bad_header"],
  ["no version", good.replace("version: 3\n", ""), "bad_header"],
  ["another prompt's id", good.replace("id: answer", "id: judge"), "wrong_id"],
  ["no separating line", good.replace("---input---", "input"), "bad_parts"],
  ["two separating lines", `${good}---input---\nmore`, "bad_parts"],
  ["no instructions", good.replace("Say what is so.", ""), "bad_parts"],
  ["no input part", good.slice(0, good.indexOf("Today")), "bad_parts"],
  ["a blank in the instructions", good.replace("so.", "so on {{today}}."), "bad_blanks"],
  ["a blank that the header does not name", `${good}{{passages}}`, "bad_blanks"],
  ["an input without a blank", good.replace("{{questions}}", "the questions"), "bad_blanks"],
  ["a blank with spaces", good.replace("{{questions}}", "{{questions}} {{ today }}"), "bad_blanks"],
  ["a blank that is not closed", good.replace("{{questions}}", "{{questions}} {{today}"), "bad_blanks"],
])("%s is refused, with the file and what to do", (_, answer, code) => {
  const folder = folderWith(answer);
  const refuse = () => readPrompts(folder);
  expect(refuse).toThrow(PromptError);
  expect(refuse).toThrow(
    expect.objectContaining({
      code,
      file: join(folder, "answer.md"),
      message: expect.stringContaining(join(folder, "answer.md")),
    }),
  );
});
