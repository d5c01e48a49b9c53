/** A fault in a form that goes from thread to thread; copying an `Error` itself would lose its code. */
export type FaultData = {
  name: string;
  message: string;
  stack: string | null;
  code: string | number | null;
  cause: FaultData | null;
};

/** A chain of causes longer than this is not worth telling. */
const mostCauses = 5;

/** The fault as data, with its causes; anything that is no `Error` as its words. */
export const faultAsData = (fault: unknown, causes = mostCauses): FaultData => {
  if (!(fault instanceof Error)) return { name: "Error", message: String(fault), stack: null, code: null, cause: null };
  const { code } = fault as { code?: unknown };
  return {
    name: fault.name,
    message: fault.message,
    stack: fault.stack ?? null,
    code: typeof code === "string" || typeof code === "number" ? code : null,
    cause: fault.cause === undefined || causes === 0 ? null : faultAsData(fault.cause, causes - 1),
  };
};

/** The fault again, of the plain class `Error` but with its name, code, place and causes. */
export const faultOfData = ({ name, message, stack, code, cause }: FaultData): Error => {
  const fault = new Error(message, cause === null ? undefined : { cause: faultOfData(cause) });
  Object.defineProperty(fault, "name", { value: name, configurable: true, writable: true });
  if (stack !== null) fault.stack = stack;
  return code === null ? fault : Object.assign(fault, { code });
};
