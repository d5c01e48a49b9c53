import { closeSync, openSync, readdirSync, readFileSync, rmSync, writeSync } from "node:fs";
import path from "node:path";

const daySuffix = /^\.\d{4}-\d{2}-\d{2}$/;

/** The file of a day, `YYYY-MM-DD`. */
export const logFileOf = (file: string, day: string): string => `${file}.${day}`;

/** The log's files, oldest first; none when its folder is not there. */
const filesOf = (file: string): { day: string; name: string }[] => {
  const [folder, base] = [path.dirname(file), path.basename(file)];
  let names: string[];
  try {
    names = readdirSync(folder);
  } catch (fault) {
    if ((fault as NodeJS.ErrnoException).code === "ENOENT") return [];
    throw fault;
  }
  return names
    .filter((name) => name.startsWith(base) && daySuffix.test(name.slice(base.length)))
    .sort()
    .map((name) => ({ day: name.slice(base.length + 1), name: path.join(folder, name) }));
};

/** Removes the files of days before `day`. Gives how many. */
export const removeLogsBefore = (file: string, day: string): number => {
  const old = filesOf(file).filter((each) => each.day < day);
  for (const { name } of old) rmSync(name, { force: true });
  return old.length;
};

const textsIn = (value: unknown): string[] => {
  if (typeof value === "string") return [value];
  return value === null || typeof value !== "object" ? [] : Object.values(value).flatMap(textsIn);
};

const names = (line: string, ids: ReadonlySet<string>): boolean => {
  try {
    return textsIn(JSON.parse(line)).some((text) => ids.has(text));
  } catch {
    // A line that was torn by a crash.
    return [...ids].some((id) => line.includes(id));
  }
};

const mark = '{"erased":true}';
const filler = (bytes: number): Buffer => Buffer.from(bytes < mark.length ? " ".repeat(bytes) : mark.padEnd(bytes, " "));

/**
 * Writes over every line of the log that names one of the ids. In their place and at their length, because the service goes on adding to the
 * file, and a file put in its place would not get those lines. Gives how many lines.
 */
export const eraseFromLogs = (file: string, ids: readonly string[]): number => {
  const wanted = new Set(ids);
  if (wanted.size === 0) return 0;
  let erased = 0;
  for (const { name } of filesOf(file)) {
    const bytes = readFileSync(name);
    const opened = openSync(name, "r+");
    try {
      for (let start = 0; start < bytes.length; ) {
        const newline = bytes.indexOf(0x0a, start);
        const end = newline === -1 ? bytes.length : newline;
        if (newline !== -1 && names(bytes.toString("utf8", start, end), wanted)) {
          writeSync(opened, filler(end - start), 0, end - start, start);
          erased += 1;
        }
        start = end + 1;
      }
    } finally {
      closeSync(opened);
    }
  }
  return erased;
};
