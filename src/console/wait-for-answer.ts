import type { ConsoleDeps } from "./console-deps.ts";

/** How often the store is asked whether another replica has answered. */
const pollMs = 500;

/**
 * Waits until a message is answered, here or by another replica, at most `waitMs`. True when it is; false when time is up, when this
 * process is about to end, or when `onBeat`, which is called at every look, says that nobody waits any more. Rejects when the store does not answer.
 */
export const waitForAnswer = async (
  deps: Pick<ConsoleDeps, "isSettled" | "arrival">,
  messageId: string,
  waitMs: number,
  onBeat: () => "wait" | "stop" = () => "wait",
): Promise<boolean> => {
  const untilMs = performance.now() + waitMs;
  for (;;) {
    const leftMs = untilMs - performance.now();
    // Listened for before the store is asked, so that what arrives in between is not missed.
    const arrived = deps.arrival(messageId, Math.max(1, Math.min(pollMs, leftMs)));
    if (await deps.isSettled(messageId)) return true;
    if (leftMs <= 0 || onBeat() === "stop") return false;
    if (!(await arrived)) return false;
  }
};
