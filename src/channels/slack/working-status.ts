import type { CallSlack } from "./slack-call.ts";
import type { SlackPlace } from "./slack-place.ts";

/** "Noticeboard is looking it up...", shown by Slack below a member's message: https://docs.slack.dev/reference/methods/assistant.threads.setStatus */
export type WorkingStatus = {
  /** Shows it. Nobody waits for it, and whatever goes wrong costs nothing but the sight of it. */
  show(place: SlackPlace): void;
  /** Takes it away where no reply will: Slack does so by itself when a reply comes in that thread, and after two minutes. */
  end(place: SlackPlace): void;
};

/** Late is worse than not at all. */
const timeoutMs = 2000;

/** A command and a shortcut leave no message of the member's; where a channel's answers are for one person alone, so is this. */
const threadOf = ({ surface, channel, threadTs, messageTs, rule }: SlackPlace) => {
  const thread = threadTs ?? messageTs;
  if (surface === "command" || surface === "shortcut" || rule !== undefined || thread === null) return null;
  return { channel_id: channel, thread_ts: thread };
};

/** Status over Slack; it needs `chat:write`, and no agent view. */
export const createWorkingStatus = (call: CallSlack): WorkingStatus => {
  const set = (place: SlackPlace, status: string): void => {
    const thread = threadOf(place);
    if (thread !== null) void call("assistant.threads.setStatus", { ...thread, status }, timeoutMs);
  };
  return { show: (place) => set(place, "is looking it up..."), end: (place) => set(place, "") };
};
