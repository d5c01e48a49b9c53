import { execFile } from "node:child_process";
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { afterAll, expect, test } from "vitest";
import { writeKnowledge } from "../../tools/kill-test/questions.ts";

type Row = {
  id: string;
  acknowledged: boolean;
  ackMs: number | null;
  triggered: boolean;
  outcome: string | null;
  posts: number;
  error: string | null;
};

const folder = mkdtempSync(path.join(tmpdir(), "noticeboard-replay-test-"));
const knowledge = path.join(folder, "knowledge");
writeKnowledge(knowledge);
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const main = fileURLToPath(new URL("../../src/main.ts", import.meta.url));
const shared = fileURLToPath(new URL("../../../shared/data/slack", import.meta.url));
const hasShared = existsSync(shared);
if (!hasShared) console.warn("SKIPPED: the shared Slack payloads, for ../shared is not there");

const play = async (lines: string[]): Promise<{ rows: Row[]; code: number }> => {
  const file = path.join(folder, "payloads.jsonl");
  writeFileSync(file, lines.join("\n"));
  const args = [main, "replay", "slack", "--in", file, "--knowledge", knowledge, "--data", path.join(folder, "data")];
  const ran = await promisify(execFile)(process.execPath, args, { maxBuffer: 20_000_000 }).catch(
    (fault: { stdout: string; code: number }) => fault,
  );
  const rows = ran.stdout
    .trim()
    .split("\n")
    .map((line) => JSON.parse(line) as Row);
  return { rows, code: "code" in ran ? ran.code : 0 };
};

const event = (id: string, over: Record<string, unknown>, eventId = id) =>
  JSON.stringify({
    id,
    class: "event_callback",
    encoding: "json",
    body: {
      type: "event_callback",
      team_id: "T1",
      event_id: eventId,
      authorizations: [{ team_id: "T1", user_id: "U0THEBOT", is_bot: true }],
      event: { type: "message", channel: "D1", channel_type: "im", user: "U1", ts: "1750413600.000100", ...over },
    },
  });

test("tells of each row whether it was acknowledged, what it triggered and how that ended; a repeat acts once", async () => {
  const asked = { text: "How long is the notice period after five years of service?" };
  const { rows, code } = await play([
    event("question", asked),
    event("repeat", asked),
    event("another try", asked, "Ev-other"),
    event("own", { ...asked, user: "U0THEBOT", ts: "1750413601.000100" }),
    event("by name", { text: "<@U0THEBOT> hello", channel: "C1", channel_type: "channel", ts: "1750413602.000100" }),
    event("talk", { text: "hello all", channel: "C1", channel_type: "channel", ts: "1750413603.000100" }),
    JSON.stringify({ id: "junk", encoding: "form", body: ["no", "event"] }),
    "{ broken",
  ]);
  expect(code).toBe(2);
  expect(rows.map(({ id, triggered, outcome, posts, error }) => [id, triggered, outcome, posts, error])).toEqual([
    ["question", true, "answered", 1, null],
    ["repeat", false, null, 0, null],
    ["another try", false, null, 0, null],
    ["own", false, null, 0, null],
    ["by name", true, "signposted", 1, null],
    ["talk", false, null, 0, null],
    ["junk", false, null, 0, null],
    [null, false, null, 0, "unreadable_row"],
  ]);
  expect(rows.slice(0, 7).every(({ acknowledged }) => acknowledged)).toBe(true);
  // Nothing of it stays behind.
  expect(readdirSync(path.join(folder, "data"))).toEqual([]);
});

test.skipIf(!hasShared)(
  "everything that was ever captured is acknowledged in time, and only people's questions trigger",
  async () => {
    const captured = readFileSync(path.join(shared, "captured_payloads.jsonl"), "utf8").trim().split("\n");
    const logs = path.join(shared, "json-logs/events");
    const samples = readdirSync(logs).flatMap((name) => {
      const body = JSON.parse(readFileSync(path.join(logs, name), "utf8")) as { event?: unknown };
      const wrapped = { type: "event_callback", team_id: "T1", event_id: name, event: body.event ?? body };
      return [
        { id: `bare ${name}`, encoding: "json", body: body.event ?? body },
        { id: `wrapped ${name}`, encoding: "json", body: wrapped },
        { id: `as logged ${name}`, encoding: "json", body },
      ];
    });
    const { rows, code } = await play([...captured, ...samples.map((row) => JSON.stringify(row))]);
    expect(code).toBe(0);
    expect(rows).toHaveLength(captured.length + samples.length);
    expect(rows.filter(({ acknowledged, ackMs }) => !acknowledged || (ackMs ?? 0) > 3000)).toEqual([]);
    expect(rows.filter(({ error }) => error !== null)).toEqual([]);
    expect(rows.filter(({ posts, triggered }) => posts > (triggered ? 1 : 0))).toEqual([]);
    expect(rows.filter(({ triggered }) => triggered).map(({ id }) => id)).toEqual(["slack-0068", "slack-0070"]);
  },
);
