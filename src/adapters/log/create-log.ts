import { closeSync, mkdirSync, openSync, writeSync } from "node:fs";
import path from "node:path";
import { type Logger, pino } from "pino";
import { faultWithoutWords } from "./fault-without-words.ts";
import { logFileOf } from "./log-files.ts";

/** A place for lines; a file that cannot be written must not stop the service, which goes on logging to standard error. */
const dailyFile = (file: string, now: () => Date): { write(line: string): void } => {
  let open: { day: string; handle: number } | null = null;
  const handleOf = (day: string): number => {
    if (open?.day === day) return open.handle;
    if (open !== null) closeSync(open.handle);
    open = null;
    mkdirSync(path.dirname(file), { recursive: true });
    // Readable by its owner alone: ids can be led back to a person by whoever has the store.
    open = { day, handle: openSync(logFileOf(file, day), "a", 0o600) };
    return open.handle;
  };
  return {
    write: (line) => {
      try {
        writeSync(handleOf(now().toISOString().slice(0, 10)), line);
      } catch {
        open = null;
      }
    },
  };
};

/**
 * The log of a process, to standard error and, when `file` is given, to a file a day. Whatever was thrown is logged under `err`, without a
 * word that anybody wrote.
 */
export const createLog = (
  { logLevel, logFile }: { logLevel: string; logFile: string | null },
  now: () => Date = () => new Date(),
): Logger => {
  const terminal = pino.destination({ fd: 2, sync: true });
  const settings = {
    level: logLevel,
    serializers: { err: faultWithoutWords },
    hooks: {
      // Of an error alone pino would make its message the log's.
      logMethod(args: unknown[], method: (...args: never[]) => void) {
        const [first, ...rest] = args;
        method.apply(this, (first instanceof Error ? [{ err: first }, "fault", ...rest] : args) as never[]);
      },
    },
  };
  if (logFile === null) return pino(settings, terminal);
  const level = logLevel === "silent" ? ("fatal" as const) : (logLevel as "info");
  return pino(
    settings,
    pino.multistream([
      { level, stream: terminal },
      { level, stream: dailyFile(logFile, now) },
    ]),
  );
};
