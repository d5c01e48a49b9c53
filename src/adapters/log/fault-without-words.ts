import { modelFailures } from "../../domain/model-failure.ts";

/** An error as it is logged: what it is, where it comes from, and nothing that it says unless the wording is ours. */
export type LoggedFault = {
  type: string;
  code?: string | number;
  /** Only of faults whose wording is ours. */
  message?: string;
  /** Codes of what is out of form, from zod; which input, and where in it, is left out. */
  issues?: string[];
  stack?: string;
  cause?: LoggedFault;
  errors?: LoggedFault[];
};

/** Our own faults, whose messages are written here from names of files, settings and tables, never from what a member wrote. */
const ownFaults = new Set(["StoreFault", "ConfigError", "KnowledgeError", "PromptError", "CopyFault", "NotStored", "ReplyFault"]);

const namedByUs: ReadonlySet<unknown> = new Set(modelFailures);
const deepest = 5;
const mostErrors = 10;

const typeOf = (fault: object): string => {
  const name: unknown = fault.constructor?.name;
  return typeof name === "string" && /^[A-Za-z_$][\w$]{0,60}$/.test(name) ? name : "Error";
};

/** Codes are single words of a program: of Node and PostgreSQL in capitals and digits, ours in snake_case. */
const codeOf = (fault: object): string | number | undefined => {
  const { code, errcode } = fault as { code?: unknown; errcode?: unknown };
  if (typeof errcode === "number") return errcode;
  if (typeof code === "number") return code;
  if (typeof code !== "string") return undefined;
  return namedByUs.has(code) || /^(?:[A-Z0-9_]{2,50}|[a-z0-9]+(?:_[a-z0-9]+)+)$/.test(code) ? code : undefined;
};

const isOwnWording = (fault: Error, code: unknown): boolean =>
  ownFaults.has(typeOf(fault)) || (namedByUs.has(code) && fault.message.startsWith(`model ${String(code)}: `));

/**
 * A line is a frame only when it names a file and a place in it: a message may have lines that begin like one, and comes first in a stack.
 */
const frame = /^ {4}at (?:[\w$.<>[\]# ]{1,120} \()?(?:file:\/\/\/|\/|node:|[A-Z]:\\)[^\s()]{1,300}:\d+:\d+\)?$/;

const framesOf = ({ stack, message }: Error): string | undefined => {
  if (typeof stack !== "string") return undefined;
  const start = message === "" ? -1 : stack.indexOf(message);
  const rest = start === -1 ? stack : stack.slice(start + message.length);
  const frames = rest.split("\n").filter((line) => frame.test(line));
  return frames.length === 0 ? undefined : frames.join("\n");
};

const issuesOf = (fault: object): string[] | undefined => {
  const { issues } = fault as { issues?: unknown };
  if (!Array.isArray(issues)) return undefined;
  return issues.slice(0, mostErrors).map((issue: unknown) => {
    const { code } = (issue ?? {}) as { code?: unknown };
    return typeof code === "string" && /^[a-z_]{1,40}$/.test(code) ? code : "unknown";
  });
};

const loggedFault = (fault: unknown, depth: number): LoggedFault => {
  if (!(fault instanceof Error)) return { type: fault === null ? "null" : typeof fault };
  const code = codeOf(fault);
  const issues = issuesOf(fault);
  const stack = framesOf(fault);
  const inner = depth < deepest;
  const errors: unknown = fault instanceof AggregateError ? fault.errors : undefined;
  return {
    type: typeOf(fault),
    ...(code !== undefined && { code }),
    ...(isOwnWording(fault, code) && { message: fault.message }),
    ...(issues !== undefined && { issues }),
    ...(stack !== undefined && { stack }),
    ...(inner && fault.cause !== undefined && { cause: loggedFault(fault.cause, depth + 1) }),
    ...(inner &&
      Array.isArray(errors) && { errors: errors.slice(0, mostErrors).map((error: unknown) => loggedFault(error, depth + 1)) }),
  };
};

/**
 * What is logged of anything that was thrown. Messages are left out, and so are those of causes, because they quote what failed: zod and
 * `JSON.parse` the input, databases the values of a row, a vendor the request. Never throws.
 */
export const faultWithoutWords = (fault: unknown): LoggedFault => {
  try {
    return loggedFault(fault, 0);
  } catch {
    // An error can be made so that reading it throws.
    return { type: "Error" };
  }
};
