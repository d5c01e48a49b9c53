import { spawnSync } from "node:child_process";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";

const run = fileURLToPath(new URL("../../tools/kill-test/run.ts", import.meta.url));

test("the kill test finds what is lost by a service that acknowledges before it stores", () => {
  const few = ["--messages", "60", "--kills", "4", "--minutes", "3"];
  const { status, stdout } = spawnSync(process.execPath, [run, "--break", "inbox-first", ...few], { encoding: "utf8" });
  const found = JSON.parse(stdout.trim().split("\n").at(-1)!) as {
    accepted: number;
    outcomes: number;
    lost: number;
    twice: number;
  };
  expect(status).toBe(1);
  expect(found.lost).toBeGreaterThan(0);
  expect(found).toMatchObject({ outcomes: found.accepted - found.lost, twice: 0 });
}, 240_000);
