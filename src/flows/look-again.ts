/** What looking again and again needs. `random` gives 0..1. */
export type LookAgainDeps = {
  look: () => Promise<unknown>;
  logFault: (code: string, cause: unknown) => void;
  random: () => number;
};

const longestWaitMs = 30_000;

/**
 * Calls `look` about every `everyMs`, never twice at once, until the function returned is called. Some 20 % sooner or later, so that
 * processes started together do not look together. A look that rejects is logged under `code` and tried again, after a wait that doubles
 * up to 30 s. The process is not kept alive for it.
 */
export const lookAgain = (deps: LookAgainDeps, code: string, everyMs: number): (() => void) => {
  let isStopped = false;
  let failures = 0;
  let timer: NodeJS.Timeout | null = null;
  const look = async (): Promise<void> => {
    try {
      await deps.look();
      failures = 0;
    } catch (fault) {
      failures += 1;
      if (!isStopped) deps.logFault(code, fault);
    }
    plan();
  };
  const plan = (): void => {
    if (isStopped) return;
    const waitMs = failures === 0 ? everyMs : Math.min(Math.max(everyMs, longestWaitMs), everyMs * 2 ** failures);
    timer = setTimeout(() => void look(), waitMs * (0.8 + 0.4 * deps.random())).unref();
  };
  plan();
  return () => {
    isStopped = true;
    if (timer) clearTimeout(timer);
  };
};
