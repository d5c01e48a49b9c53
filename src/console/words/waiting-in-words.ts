/** Said while a question waits: it is kept, whatever happens to the page. */
export const waitingWords = "Your question is kept. The answer will appear here.";

/** Said when it takes longer than members are used to. */
export const slowWords =
  "Still working; the answer will appear here. Your question is kept, so you can also close this page and come back.";

const slowAfterMs = 15_000;

/** Whether a question that was stored at `askedAt` has waited for long. `nowMs` is in milliseconds since 1970. */
export const isSlow = (askedAt: string, nowMs: number): boolean => nowMs - Date.parse(askedAt) > slowAfterMs;
