import { expect, test } from "vitest";
import { createLoginGate } from "../../src/console/login-gate.ts";

const dayMs = 86_400_000;
let atMs = Date.parse("2025-06-20T10:00:00Z");
const nowMs = () => atMs;
const parts = { loginToken: "token-of-this-start-01", sessionKey: "key-of-the-installation", nowMs };

const sessionOf = (gate: ReturnType<typeof createLoginGate>): string => {
  const result = gate.exchange(parts.loginToken);
  if (result.code !== "accepted") throw new Error(result.code);
  return result.session;
};

test("a session outlives a restart, which prints another link, for 30 days", () => {
  const session = sessionOf(createLoginGate(parts));
  const restarted = createLoginGate({ ...parts, loginToken: "token-of-the-next-start" });
  expect(restarted.isSession(session)).toBe(true);
  atMs += 30 * dayMs;
  expect(restarted.isSession(session)).toBe(true);
  atMs += 2000;
  expect(restarted.isSession(session)).toBe(false);
});

test("a session of another installation, a changed or a made-up one opens nothing", () => {
  const gate = createLoginGate(parts);
  const session = sessionOf(gate);
  expect(createLoginGate({ ...parts, sessionKey: "key-of-another-installation" }).isSession(session)).toBe(false);
  // Later by a second, which would lengthen it.
  const lengthened = session.replace(/^.{8}/u, (issued) => (Number.parseInt(issued, 36) + 1).toString(36).padStart(8, "0"));
  for (const forged of [lengthened, session.slice(0, -1), `${session}x`, session.slice(8), "", "x".repeat(73), undefined])
    expect(gate.isSession(forged)).toBe(false);
  expect(gate.isSession(session)).toBe(true);
});

test("two sessions are never the same, and a short key is refused at the start", () => {
  expect(sessionOf(createLoginGate(parts))).not.toBe(sessionOf(createLoginGate(parts)));
  expect(() => createLoginGate({ ...parts, sessionKey: "short" })).toThrow(RangeError);
});
