import type { ModelRequest } from "../../ports/language-model.ts";
import { type AttemptFault, attemptFault } from "./attempt-fault.ts";
import { classifyStatus } from "./classify-status.ts";
import type { Completion } from "./completion.ts";

/** A reply in form, or what is wrong with it. */
export type Judged<Value> = { kind: "value"; value: Value } | { kind: "fault"; fault: AttemptFault };

const wrongForm = (code: "empty" | "bad_json" | "wrong_schema"): AttemptFault =>
  attemptFault(code, { retry: "at_once", charge: "worst_case" });

const fence = /^```[a-z]*[ \t]*\r?\n([\s\S]*?)\r?\n?[ \t]*```$/i;

/**
 * A reply's JSON. A byte-order mark and one fence around it are taken off, as models without a strict format put them there; anything
 * else beside the JSON is an error, and so is nesting too deep to walk. Half surrogate pairs become U+FFFD, so that no text goes on
 * that could not be stored as it is. Throws when it is not JSON.
 */
const parseReply = (content: string): unknown => {
  const bare = content.replace(/^\uFEFF/, "").trim();
  return JSON.parse(fence.exec(bare)?.[1] ?? bare, (_, value: unknown) =>
    typeof value === "string" ? value.toWellFormed() : value,
  );
};

/** Reads a completion as a value of `schema`. Never throws, whatever the reply holds. */
export const judgeCompletion = <Value>(completion: Completion, schema: ModelRequest<Value>["schema"]): Judged<Value> => {
  const faulty = (fault: AttemptFault): Judged<Value> => ({ kind: "fault", fault });
  const { content, error, finishReason } = completion;
  if (error !== null) return faulty({ ...classifyStatus(error.status, error.text, null), charge: "worst_case" });
  if (completion.refused || finishReason === "content_filter") return faulty(attemptFault("refusal", { charge: "worst_case" }));
  if (!completion.whole) return faulty(attemptFault("cut_off", { retry: "at_once", health: "down", charge: "worst_case" }));
  // The same limit would cut the next reply as well, and cost as much again.
  if (finishReason === "length" || finishReason === "max_tokens")
    return faulty(attemptFault("cut_off", { charge: "worst_case" }));
  if (content.trim() === "") return faulty(wrongForm("empty"));
  let parsed: unknown;
  try {
    parsed = parseReply(content);
  } catch {
    return faulty(wrongForm("bad_json"));
  }
  try {
    const value = schema.parse(parsed);
    return value === null ? faulty(wrongForm("wrong_schema")) : { kind: "value", value };
  } catch {
    // A schema says null for what is out of form; one that throws has met a value that it cannot even walk.
    return faulty(wrongForm("wrong_schema"));
  }
};
