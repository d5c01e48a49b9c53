import { z } from "zod";

/** A message of `evals/datasets/redaction-*.jsonl`; identifiers stand in it as `{{kind:words}}`. A row without one must come through unchanged. */
export const RedactionRow = z.strictObject({
  id: z.string().min(1),
  marked: z.string().min(1),
  style: z.string().min(1),
  split: z.enum(["tune", "held"]),
});
export type RedactionRow = z.infer<typeof RedactionRow>;

/** What a row says is an identifier; closed, the same as the kinds of `src/ports/redactor.ts`. */
export const IdentifierKindName = z.enum([
  "name",
  "email",
  "phone",
  "postcode",
  "address",
  "ni_number",
  "nhs_number",
  "staff_id",
  "employer",
  "date_of_birth",
  "account",
  "link",
  "handle",
  "case_id",
]);

/** An identifier of a message with its place in the message as it is sent. */
export type MarkedIdentifier = { kind: z.infer<typeof IdentifierKindName>; text: string; start: number; end: number };

const mark = /\{\{([a-z_]+):([\s\S]*?)\}\}/gu;

/** Takes the marks out of a row. Throws on a kind that does not exist. */
export const readMarked = (marked: string): { text: string; identifiers: MarkedIdentifier[] } => {
  let text = "";
  let from = 0;
  const identifiers: MarkedIdentifier[] = [];
  for (const match of marked.matchAll(mark)) {
    text += marked.slice(from, match.index);
    const words = match[2] ?? "";
    identifiers.push({
      kind: IdentifierKindName.parse(match[1]),
      text: words,
      start: text.length,
      end: text.length + words.length,
    });
    text += words;
    from = match.index + match[0].length;
  }
  return { text: text + marked.slice(from), identifiers };
};
