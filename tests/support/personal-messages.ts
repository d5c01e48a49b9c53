import { readRows } from "../../evals/read-rows.ts";
import { type MarkedIdentifier, RedactionRow, readMarked } from "../../evals/redaction-row.ts";

/** A general question that a member asks with particulars in it, and every identifier that must not leave the machine. */
export type PersonalMessage = { id: string; text: string; identifiers: MarkedIdentifier[] };

/** The messages of `evals/datasets/redaction-personal.jsonl`: each asks what the pages may answer, and none of its identifiers stands in it twice. */
export const personalMessages = (): PersonalMessage[] =>
  readRows(new URL("../../evals/datasets/redaction-personal.jsonl", import.meta.url).pathname, RedactionRow).map((row) => ({
    id: row.id,
    ...readMarked(row.marked),
  }));

/** The identifiers that still stand in what was sent, as words of their own: "Tom" is not found in "tomorrow". */
export const identifiersIn = (sent: string, identifiers: readonly MarkedIdentifier[]): string[] =>
  identifiers.map(({ text }) => text).filter((text) => asWords(text).test(sent));

const asWords = (text: string): RegExp =>
  new RegExp(`(?<![\\p{L}\\p{N}])${text.replace(/[.*+?^${}()|[\]\\]/gu, "\\$&")}(?![\\p{L}\\p{N}])`, "u");
