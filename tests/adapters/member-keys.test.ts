import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { createMemberKeys, readMemberSecret } from "../../src/adapters/member-keys.ts";

let folder = "";
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), "noticeboard-members-"));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

test("a sender is known again after a restart, and only within the channel and the store", () => {
  const first = createMemberKeys(readMemberSecret(null, folder));
  const later = createMemberKeys(readMemberSecret(null, folder));
  const elsewhere = createMemberKeys(readMemberSecret(null, path.join(folder, "other")));
  expect(later("slack", "U1")).toBe(first("slack", "U1"));
  const keys = [first("slack", "U1"), first("slack", "U2"), first("email", "U1"), first("slac", "kU1"), elsewhere("slack", "U1")];
  expect(new Set(keys).size).toBe(keys.length);
  expect(keys.join()).not.toContain("U1");
  expect(statSync(path.join(folder, "member-secret")).mode & 0o077).toBe(0);
});

test("a configured secret makes the same keys on every replica, and writes nothing", () => {
  const secret = "sixteen letters!";
  const [here, there] = [folder, path.join(folder, "b")].map((data) => createMemberKeys(readMemberSecret(secret, data)));
  expect(here!("slack", "U1")).toBe(there!("slack", "U1"));
  expect(() => readFileSync(path.join(folder, "member-secret"))).toThrow("ENOENT");
});

test("a damaged secret is refused, not replaced", () => {
  writeFileSync(path.join(folder, "member-secret"), "short");
  expect(() => readMemberSecret(null, folder)).toThrow("bring it back from a backup");
  expect(readFileSync(path.join(folder, "member-secret"), "utf8")).toBe("short");
});
