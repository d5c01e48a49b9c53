import { z } from "zod";
import type { VerifiedClaim } from "../../../domain/verified-answer.ts";
import { bullets, paragraph, words } from "../blocks/rich-text.ts";
import type { CallSlack } from "../slack-call.ts";
import { type StreamPlace, unfinishedStreams } from "./unfinished-streams.ts";

/** A message to which proved claims are added while the rest is still being written. */
export type ClaimStream = {
  say(claim: Pick<VerifiedClaim, "text" | "listItem">): void;
  /** Ends the saying, and resolves when nothing is on its way to Slack any more. Gives the instants of what stands there unfinished. */
  rest(): Promise<string[]>;
};

/** Longer than this nobody waits for a piece; the whole answer comes anyway. */
const timeoutMs = 3000;

const Started = z.object({ ts: z.string().min(1) });

/** As blocks: what streams take as text is read for mentions and links, and claims are foreign words. */
const chunkOf = (claims: readonly Pick<VerifiedClaim, "text" | "listItem">[]) => ({
  type: "blocks",
  blocks: claims.flatMap(({ text, listItem }) => (listItem ? bullets([[words(text)]]) : paragraph(words(text)))),
});

/**
 * Opens nothing until the first claim. Where a stream was left by an earlier try it says nothing at all: the member would see the same twice.
 * `onStarted` is told the instant of the message. Whatever Slack refuses ends the saying; pieces are never tried again, since the whole answer is on its way through the outbox.
 */
export const claimStream = (
  call: CallSlack,
  { channel, threadTs }: StreamPlace,
  onStarted: (ts: string) => void,
): ClaimStream => {
  const earlier = unfinishedStreams(call, { channel, threadTs }, timeoutMs);
  let waiting: Pick<VerifiedClaim, "text" | "listItem">[] = [];
  let ts: string | null = null;
  let isOver = false;
  let saying: Promise<void> | null = null;

  const sayNext = async (): Promise<void> => {
    const left = await earlier;
    if (left === null || left.length > 0) isOver = true;
    while (!isOver && waiting.length > 0) {
      const chunks = [chunkOf(waiting.splice(0))];
      const said =
        ts === null
          ? await call("chat.startStream", { channel, thread_ts: threadTs, chunks }, timeoutMs)
          : await call("chat.appendStream", { channel, ts, chunks }, timeoutMs);
      if (said.kind !== "done") isOver = true;
      else if (ts === null) {
        ts = Started.parse(said.value).ts;
        onStarted(ts);
      }
    }
  };
  return {
    say: (claim) => {
      if (isOver) return;
      waiting.push(claim);
      saying ??= sayNext()
        .catch(() => {
          isOver = true;
        })
        .finally(() => {
          saying = null;
        });
    },
    rest: async () => {
      isOver = true;
      waiting = [];
      await saying;
      return [...((await earlier) ?? []), ...(ts === null ? [] : [ts])];
    },
  };
};
