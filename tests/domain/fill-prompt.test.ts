import { expect, test } from "vitest";
import { fillPrompt } from "../../src/domain/fill-prompt.ts";
import type { Prompt } from "../../src/domain/prompt.ts";

const prompt: Prompt = {
  id: "answer",
  version: 1,
  inputs: ["today", "question"],
  outputSchema: "ModelReply",
  instructions: "Answer.",
  input: "{{today}}: {{question}} ({{today}})",
  digest: "0".repeat(64),
};

test("every blank is filled", () => {
  expect(fillPrompt(prompt, { today: "20 June", question: "When?" })).toBe("20 June: When? (20 June)");
});

test("what is filled in is not read again, whatever stands in it", () => {
  const question = "{{today}} $& $1 $$ {{question}} {{passages}}";
  expect(fillPrompt(prompt, { today: "{{question}}", question })).toBe(`{{question}}: ${question} ({{question}})`);
});

test("values and blanks must match, and nothing is taken from a prototype", () => {
  expect(() => fillPrompt(prompt, { today: "x" })).toThrow("{{question}} that nothing fills");
  expect(() => fillPrompt(prompt, { today: "x", question: "y", more: "z" })).toThrow("no blank {{more}}");
  expect(() => fillPrompt({ ...prompt, inputs: ["constructor"], input: "{{constructor}}" }, {})).toThrow("nothing fills");
});
