import type { ModelFailure } from "../../domain/model-failure.ts";
import type { AttemptFault } from "./attempt-fault.ts";
import { complainsOfStore, type Dialect } from "./request-dialects.ts";

const todo: Partial<Record<ModelFailure, string>> = {
  unauthorised: "Check OPENAI_API_KEY and the account behind it.",
  bad_request: "Check OPENAI_MODEL and OPENAI_BASE_URL: the server refuses the request in every form.",
  unreachable: "Check OPENAI_BASE_URL and the network.",
};

const storeTodo =
  "The server refuses the field `store`. Noticeboard tells every server not to keep what is asked, and leaves that out for none: use another server.";

/**
 * An error for the log, built from closed words and numbers alone: no prompt, no reply, no key and no text of the server's can be in it,
 * so it has no cause either.
 */
export const modelFault = (fault: AttemptFault, attempts: number, dialect: Dialect): Error & { code: ModelFailure } => {
  const facts = [
    fault.status === null ? null : `HTTP ${fault.status}`,
    fault.errno,
    `attempt ${attempts}`,
    `${dialect.format} with ${dialect.tokenLimit}`,
  ].filter((fact) => fact !== null);
  const advice = fault.code === "bad_request" && complainsOfStore(fault.complaint ?? "") ? storeTodo : todo[fault.code];
  const message = `model ${fault.code}: ${facts.join(", ")}.${advice === undefined ? "" : ` ${advice}`}`;
  return Object.assign(new Error(message), { code: fault.code });
};
