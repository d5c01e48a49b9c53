import { expect, test } from "vitest";
import type { CallSlack } from "../../../src/channels/slack/slack-call.ts";
import { whoIsOutside } from "../../../src/channels/slack/who-is-outside.ts";

const hourMs = 3_600_000;
const member = { kind: "done", value: { ok: true, user: { team_id: "T1" } } } as const;
const refused = (code: string, retryAfterMs: number | null = null) =>
  ({ kind: "refused", code, retryAfterMs, final: false }) as const;
type Answer = Awaited<ReturnType<CallSlack>>;

const setUp = (...answers: Answer[]) => {
  let nowMs = 0;
  const calls: string[] = [];
  const pauses: number[] = [];
  const call: CallSlack = async (method, { user }) => {
    calls.push(`${method} ${user}`);
    return answers.length > 1 ? answers.shift()! : answers[0]!;
  };
  const isOutside = whoIsOutside(
    call,
    () => nowMs,
    async (ms) => void pauses.push(ms),
  );
  const pass = (ms: number): void => {
    nowMs += ms;
  };
  return { isOutside, calls, pauses, pass };
};
const who = { team: "T1", user: "U1" };

test("asks once an hour, and once for many messages at a time", async () => {
  const { isOutside, calls, pass } = setUp(member);
  expect(await Promise.all([isOutside(who), isOutside(who), isOutside(who)])).toEqual([false, false, false]);
  pass(hourMs - 1);
  await isOutside(who);
  expect(calls).toHaveLength(1);
  pass(1);
  await isOutside(who);
  await isOutside({ ...who, user: "U2" });
  expect(calls).toEqual(["users.info U1", "users.info U1", "users.info U2"]);
});

test.each([
  [{ is_restricted: true }, true],
  [{ is_ultra_restricted: true }, true],
  [{ is_stranger: true }, true],
  [{ team_id: "T2" }, true],
  [{ team_id: "T2", enterprise_user: { teams: ["T1", "T2"] } }, false],
  [{ team_id: "T1", is_restricted: false }, false],
])("%j: outside is %s", async (user, outside) => {
  expect(await setUp({ kind: "done", value: { ok: true, user } } as Answer).isOutside(who)).toBe(outside);
});

test("whom this workspace cannot see is outside it", async () => {
  expect(await setUp(refused("user_not_visible")).isOutside(who)).toBe(true);
});

test("waits as Slack says, and when it still does not say, takes nobody for a member", async () => {
  const waiting = setUp(refused("rate_limited", 3000), member);
  expect(await waiting.isOutside(who)).toBe(false);
  expect(waiting.pauses).toEqual([3000]);
  await expect(setUp({ kind: "unknown", code: "timeout" }).isOutside(who)).rejects.toMatchObject({
    code: "slack_does_not_say_who",
  });
  const long = setUp(refused("rate_limited", 60_000));
  await expect(long.isOutside(who)).rejects.toThrow("rate_limited");
  expect(long.pauses).toEqual([]);
});

test("somebody who was told apart before stays what they were while Slack is out", async () => {
  const { isOutside, calls, pass } = setUp(member, { kind: "unknown", code: "timeout" });
  await isOutside(who);
  pass(2 * hourMs);
  expect(await isOutside(who)).toBe(false);
  expect(calls.length).toBeGreaterThan(1);
});
