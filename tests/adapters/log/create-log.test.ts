import { appendFileSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, expect, test, vi } from "vitest";
import { createLog } from "../../../src/adapters/log/create-log.ts";
import { eraseFromLogs, removeLogsBefore } from "../../../src/adapters/log/log-files.ts";

const folder = mkdtempSync(path.join(tmpdir(), "noticeboard-log-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
let made = 0;
const newFile = (): string => path.join(folder, `${++made}`, "noticeboard.log");
const linesOf = (file: string) =>
  readFileSync(file, "utf8")
    .trimEnd()
    .split("\n")
    .filter((line) => line.trim() !== "")
    .map((line) => JSON.parse(line));

test("writes a file a day, readable by its owner alone, and removes old ones only", () => {
  const file = newFile();
  let day = "2025-06-19";
  const log = createLog({ logLevel: "info", logFile: file }, () => new Date(`${day}T12:00:00Z`));
  log.info({ code: "first" }, "first");
  day = "2025-06-20";
  log.info({ code: "second" }, "second");
  log.debug({ code: "below the level" });
  writeFileSync(path.join(path.dirname(file), "noticeboard.log.old"), "not ours");
  expect(linesOf(`${file}.2025-06-19`)).toMatchObject([{ code: "first", msg: "first" }]);
  expect(linesOf(`${file}.2025-06-20`)).toMatchObject([{ code: "second" }]);
  expect(statSync(`${file}.2025-06-20`).mode & 0o777).toBe(0o600);
  expect(removeLogsBefore(file, "2025-06-20")).toBe(1);
  expect(readdirSync(path.dirname(file))).toEqual(["noticeboard.log.2025-06-20", "noticeboard.log.old"]);
  expect(removeLogsBefore(newFile(), "2025-06-20")).toBe(0);
});

test("logs a fault without its words, however it is handed in", () => {
  const file = newFile();
  const log = createLog({ logLevel: "info", logFile: file }, () => new Date("2025-06-20T12:00:00Z"));
  const fault = new Error("Quentin told me", { cause: new Error("on Tuesday") });
  log.error({ code: "job_fault", err: fault }, "job_fault");
  log.error(fault);
  log.error(fault, "job_fault");
  const text = readFileSync(`${file}.2025-06-20`, "utf8");
  expect(text).not.toMatch(/Quentin|Tuesday/);
  for (const line of linesOf(`${file}.2025-06-20`)) expect(line.err).toMatchObject({ type: "Error", cause: { type: "Error" } });
});

test("goes on when the file cannot be written", () => {
  const log = createLog({ logLevel: "error", logFile: path.join("/dev/null", "no.log") });
  const toTerminal = vi.spyOn(process.stderr, "write");
  expect(() => log.error({ code: "still_here" }, "still_here")).not.toThrow();
  toTerminal.mockRestore();
});

test("takes the lines of ids out in place, while the service goes on writing", () => {
  const file = newFile();
  const log = createLog({ logLevel: "info", logFile: file }, () => new Date("2025-06-20T12:00:00Z"));
  log.info({ traceId: "t-1", messageId: "M-1" }, "accepted");
  log.info({ traceId: "t-12", messageId: "M-12" }, "accepted");
  log.info({ nested: { caseId: ["C-1"] } }, "case_opened");
  appendFileSync(`${file}.2025-06-20`, '{"torn":"M-1\n');
  const { size } = statSync(`${file}.2025-06-20`);
  expect(eraseFromLogs(file, ["t-1", "M-1", "C-1"])).toBe(3);
  expect(statSync(`${file}.2025-06-20`).size).toBe(size);
  log.info({ traceId: "t-3" }, "after");
  const lines = linesOf(`${file}.2025-06-20`).filter((line) => line.erased !== true);
  expect(lines.map(({ traceId }) => traceId)).toEqual(["t-12", "t-3"]);
  expect(eraseFromLogs(file, [])).toBe(0);
});
