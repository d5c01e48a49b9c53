/**
 * The pace of each Slack conversation by itself. Slack takes about one message a second in each
 * (https://docs.slack.dev/apis/web-api/rate-limits), and a pause that it asks for in one says nothing about the others.
 */
export type Lanes = {
  /** For how long a conversation is to be left alone, in milliseconds; 0 when it is not. */
  pausedForMs(conversation: string): number;
  /** Leaves a conversation alone for a while, because Slack said so. */
  pause(conversation: string, ms: number): void;
  /** Resolves when it is this message's turn, at most about a second after the one before. */
  turn(conversation: string): Promise<void>;
};

/** So many conversations are remembered; one that nothing was sent to for a while needs no memory. */
const kept = 10_000;

/** Lanes over a clock that nobody can put back (`nowMs`, milliseconds). `spacingMs` lies between two messages of a conversation. */
export const createLanes = (nowMs: () => number, sleep: (ms: number) => Promise<void>, spacingMs = 1000): Lanes => {
  const freeAtMs = new Map<string, number>();
  const pausedUntilMs = new Map<string, number>();
  const keep = (map: Map<string, number>, conversation: string, until: number): void => {
    map.delete(conversation);
    map.set(conversation, until);
    if (map.size > kept) map.delete(map.keys().next().value as string);
  };
  return {
    pausedForMs: (conversation) =>
      Math.max(0, (pausedUntilMs.get(conversation) ?? 0) - nowMs(), (freeAtMs.get(conversation) ?? 0) - nowMs()),
    pause: (conversation, ms) => keep(pausedUntilMs, conversation, nowMs() + ms),
    turn: async (conversation) => {
      const at = Math.max(nowMs(), freeAtMs.get(conversation) ?? 0);
      keep(freeAtMs, conversation, at + spacingMs);
      if (at > nowMs()) await sleep(at - nowMs());
    },
  };
};
