/** A lease that is being kept. `lost` resolves when it could not be; `end` stops keeping it. */
export type KeptLease = { lost: Promise<"lost">; end(): void };

/**
 * Extends a lease every `everyMs` until told to end. `extend` gives false when someone else holds it by now; when it throws, the next beat
 * tries again, for the lease may well outlast the fault.
 */
export const keepLease = (extend: () => Promise<boolean>, everyMs: number, onFault: (cause: unknown) => void): KeptLease => {
  let ended = false;
  let timer: ReturnType<typeof setTimeout> | undefined;
  const lost = new Promise<"lost">((resolve) => {
    const beat = async (): Promise<void> => {
      const held = await extend().catch((cause: unknown) => {
        if (!ended) onFault(cause);
        return true;
      });
      if (ended) return;
      if (!held) return resolve("lost");
      timer = setTimeout(beat, everyMs);
    };
    timer = setTimeout(beat, everyMs);
  });
  return {
    lost,
    end: () => {
      ended = true;
      clearTimeout(timer);
    },
  };
};
