import { openReplay } from "../compose-replay.ts";
import { readConfig } from "../config.ts";
import { progressOn } from "./progress.ts";
import type { Flags } from "./read-flags.ts";
import { readPayloadRows } from "./read-payload-rows.ts";
import { UsageError } from "./usage-error.ts";

/** What a line that is no payload becomes, so that the rows out are as many as the rows in. */
const notPlayed = { acknowledged: false, ackMs: null, triggered: false, outcome: null, posts: 0 };

/**
 * `replay`: plays captured Slack payloads from `--in FILE.jsonl` through Slack's way in and the spine, over a store that is thrown away and a stand-in
 * for Slack, one JSON row each in the same order. Exit 2 when a line is no payload, 1 when one was not processed to its end.
 */
export const replay = async (flags: Flags): Promise<number> => {
  const [channel, ...rest] = flags.words;
  if (channel !== "slack" || rest.length > 0)
    throw new UsageError(`replay plays the payloads of one channel: slack, not "${flags.words.join(" ")}".`);
  if (flags.in === undefined) throw new UsageError("There is nothing to play. Name a file with --in FILE.jsonl.");
  const rows = await readPayloadRows(flags.in);
  const now = () => (flags.now === undefined ? new Date() : new Date(`${flags.now}T12:00:00Z`));
  const bodies = rows.flatMap(({ payload }) => (payload === null ? [] : [payload.body]));
  process.stderr.write("Reading the knowledge folder ...\n");
  const place = { under: flags.data ?? null, bodies, now };
  // The store that --data would name is the service's; only a folder beside it is used.
  const playing = await openReplay(readConfig({ ...flags, data: undefined }), place, progressOn(process.stderr));
  let isBroken = false;
  let isUnprocessed = false;
  try {
    for (const [index, { id, payload, fault }] of rows.entries()) {
      if (payload === null) {
        isBroken = true;
        process.stderr.write(`${fault}\n`);
        process.stdout.write(`${JSON.stringify({ id, ...notPlayed, error: "unreadable_row" })}\n`);
        continue;
      }
      const row = await playing.play(payload);
      isUnprocessed ||= row.error === "no_answer" || row.error === "no_outcome";
      process.stdout.write(`${JSON.stringify({ id, ...row })}\n`);
      if ((index + 1) % 50 === 0) process.stderr.write(`${index + 1} of ${rows.length} rows played\n`);
    }
  } finally {
    await playing.close();
  }
  if (isUnprocessed) return 1;
  return isBroken ? 2 : 0;
};
