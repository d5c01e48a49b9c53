/** A fault in a form that goes from thread to thread; copying an `Error` itself would lose its code. */
export type FaultData = {
  /** The name of its class, by which the log tells our own wording from others'. */
  type: string;
  message: string;
  stack: string | null;
  code: string | number | null;
  /** SQLite's own result code. */
  errcode: number | null;
  cause: FaultData | null;
};

/** A chain of causes longer than this is not worth telling. */
const mostCauses = 5;

const plainFault = (message: string): FaultData => {
  return { type: "Error", message, stack: null, code: null, errcode: null, cause: null };
};

/** The fault as data, with its causes; anything that is no `Error` as its words. */
export const faultAsData = (fault: unknown, causes = mostCauses): FaultData => {
  if (!(fault instanceof Error)) return plainFault(String(fault));
  const { code, errcode } = fault as { code?: unknown; errcode?: unknown };
  return {
    type: fault.constructor.name,
    message: fault.message,
    stack: fault.stack ?? null,
    code: typeof code === "string" || typeof code === "number" ? code : null,
    errcode: typeof errcode === "number" ? errcode : null,
    cause: fault.cause === undefined || causes === 0 ? null : faultAsData(fault.cause, causes - 1),
  };
};

/** The fault again, of a class of the same name, with its code, place and causes. */
export const faultOfData = ({ type, message, stack, code, errcode, cause }: FaultData): Error => {
  const Named = { [type]: class extends Error {} }[type]!;
  const fault = new Named(message, cause === null ? undefined : { cause: faultOfData(cause) });
  fault.name = type;
  if (stack !== null) fault.stack = stack;
  return Object.assign(fault, code === null ? {} : { code }, errcode === null ? {} : { errcode });
};
