import type { Prompt } from "./prompt.ts";

/**
 * The input part of a prompt with its blanks `{{name}}` filled. Values go in once and are not read again, so a `{{name}}` in a
 * member's words or a passage stays what it is. A blank without a value, or a value without a blank, is a fault of ours: it throws.
 */
export const fillPrompt = (prompt: Prompt, blanks: Record<string, string>): string => {
  const missing = prompt.inputs.find((name) => !Object.hasOwn(blanks, name));
  if (missing !== undefined) throw new Error(`prompt "${prompt.id}" has a blank {{${missing}}} that nothing fills`);
  const extra = Object.keys(blanks).find((name) => !prompt.inputs.includes(name));
  if (extra !== undefined) throw new Error(`prompt "${prompt.id}" has no blank {{${extra}}}`);
  return prompt.input.replace(/\{\{([a-z][a-z_]*)\}\}/g, (blank, name: string) =>
    Object.hasOwn(blanks, name) ? blanks[name]! : blank,
  );
};
