import type { RecordSpineEvent, SpineEvent } from "./spine-event.ts";

/** What went wrong several times running, as this process saw it. */
export type Streaks = {
  /** The last message that came in could not be stored, a moment ago. */
  isNotStoring: boolean;
  /** So many different messages failed since the last that was answered. */
  failedMessages: number;
  /** By channel: so many different replies failed since the last that was delivered there. Channels without any are left out. */
  failedReplies: Record<string, number>;
};

/** Follows what happens on the spine; `now` gives milliseconds on a clock that nobody can put back. */
export type StreakWatch = { note: RecordSpineEvent; streaks(): Streaks };

/** Without new failures a process must come to count as well again: nobody may be sending, just because it does not. */
const rememberedMs = 300_000;
const notStoringMs = 10_000;
const mostRemembered = 100;

/** Ids that failed, with the last time each did. */
const failures = (nowMs: () => number) => {
  const failedAtMs = new Map<string, number>();
  return {
    add: (id: string): void => {
      failedAtMs.set(id, nowMs());
      if (failedAtMs.size > mostRemembered) failedAtMs.delete(failedAtMs.keys().next().value as string);
    },
    clear: (): void => failedAtMs.clear(),
    count: (): number => [...failedAtMs.values()].filter((atMs) => nowMs() - atMs < rememberedMs).length,
  };
};

/** Starts following, with nothing wrong. */
export const watchStreaks = (nowMs: () => number): StreakWatch => {
  let notStoredAtMs: number | null = null;
  const messages = failures(nowMs);
  const replies = new Map<string, ReturnType<typeof failures>>();
  const repliesOf = (channel: string) => {
    const known = replies.get(channel) ?? failures(nowMs);
    replies.set(channel, known);
    return known;
  };
  const note = ({ code, messageId = "", replyId = "", channel, reason }: SpineEvent): void => {
    if (code === "not_stored") notStoredAtMs = nowMs();
    if (code === "accepted" || code === "repeat") notStoredAtMs = null;
    if (code === "job_retried" || code === "job_buried" || (code === "job_done" && reason === "fault")) messages.add(messageId);
    else if (code === "job_done") messages.clear();
    if (channel === undefined) return;
    if (code === "reply_refused" || code === "reply_unknown" || code === "reply_buried") repliesOf(channel).add(replyId);
    if (code === "reply_sent" || code === "reply_found") repliesOf(channel).clear();
  };
  return {
    note,
    streaks: () => ({
      isNotStoring: notStoredAtMs !== null && nowMs() - notStoredAtMs < notStoringMs,
      failedMessages: messages.count(),
      failedReplies: Object.fromEntries(
        [...replies].map(([channel, failed]) => [channel, failed.count()] as const).filter(([, count]) => count > 0),
      ),
    }),
  };
};
