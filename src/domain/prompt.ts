import { z } from "zod";

/** The prompts that the project has; each is one file `prompts/<id>.md`. */
export const promptIds = ["answer", "rewrite", "judge"] as const;
export type PromptId = (typeof promptIds)[number];

/** The header of a prompt file. `inputs` are the blanks `{{name}}` of its second part, all of them and no others. */
export const PromptHeader = z.strictObject({
  id: z.enum(promptIds),
  version: z.number().int().min(1),
  inputs: z.array(z.string().regex(/^[a-z][a-z_]*$/)).min(1),
  outputSchema: z.enum(["ModelReply", "RewriteReply", "JudgeReply"]),
});

/** A checked prompt. `instructions` are fixed words; `input` has the blanks. `digest` is hex SHA-256 over the file's bytes. */
export type Prompt = z.infer<typeof PromptHeader> & { instructions: string; input: string; digest: string };
