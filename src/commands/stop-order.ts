/** Why the process is to end, and with which exit code. */
export type StopOrder = { why: "signal" | "fault"; exitCode: 0 | 1 };

/** Waiting to be told to stop. `logFault` may be given later; until then faults are printed. */
export type StopOrders = { ordered: Promise<StopOrder>; tellFaultsTo(logFault: (code: string, cause: unknown) => void): void };

/** Supervisors kill after 10 s, and what is handed back by then is taken up elsewhere at once. */
const stopWithinMs = 10_000;
/** Ctrl+C reaches this process from the terminal and once more from npm, in the same moment; that is not a second order. */
const sameOrderMs = 300;

const signals = { SIGINT: 130, SIGTERM: 143 } as const;

const printFault = (code: string, cause: unknown): void =>
  void process.stderr.write(`${code}: ${cause instanceof Error ? cause.stack : String(cause)}\n`);

/**
 * Listens for the order to stop: a signal, or a fault that nobody caught, after which nothing in this process can be trusted for long.
 * A second signal ends the process at once, and so does time: whoever stops has 10 s.
 */
export const awaitStopOrder = (): StopOrders => {
  let logFault = printFault;
  let orderedAtMs: number | null = null;
  const ordered = new Promise<StopOrder>((resolve) => {
    const order = (given: StopOrder): void => {
      if (orderedAtMs !== null) return;
      orderedAtMs = performance.now();
      // Not waited for: a process that has ended its work before ends then.
      setTimeout(() => process.exit(1), stopWithinMs).unref();
      resolve(given);
    };
    for (const [signal, exitCode] of Object.entries(signals)) {
      process.on(signal, () => {
        if (orderedAtMs !== null && performance.now() - orderedAtMs > sameOrderMs) process.exit(exitCode);
        order({ why: "signal", exitCode: 0 });
      });
    }
    for (const [event, code] of [
      ["uncaughtException", "uncaught_exception"],
      ["unhandledRejection", "unhandled_rejection"],
    ] as const) {
      process.on(event, (cause: unknown) => {
        logFault(code, cause);
        order({ why: "fault", exitCode: 1 });
      });
    }
  });
  return {
    ordered,
    tellFaultsTo: (told) => {
      logFault = told;
    },
  };
};
