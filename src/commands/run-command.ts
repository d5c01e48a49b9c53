import { ConfigError } from "../config-error.ts";
import type { Flags } from "./read-flags.ts";
import { UsageError } from "./usage-error.ts";

type Command = { load: () => Promise<(flags: Flags) => Promise<number>>; usage: string };

/** Loaded when they are run: most need the embedding and the word lists, and one that does not should not wait for them. */
const commands: Record<string, Command> = {
  start: {
    load: async () => (await import("./start.ts")).start,
    usage: "npm start -- [--port 3000]   the service: try-it page on 127.0.0.1, login link printed",
  },
  ask: {
    load: async () => (await import("./ask.ts")).ask,
    usage:
      'npm run --silent ask -- "question" [--json]   one answer\n  npm run --silent ask -- --json --in FILE.jsonl [--route answer]   a batch, one JSON row each',
  },
  verify: {
    load: async () => (await import("./verify.ts")).verify,
    usage: "npm run --silent verify -- ANSWER_ID ... | --all [--json]   proves kept answers again, offline",
  },
  search: {
    load: async () => (await import("./search.ts")).search,
    usage: "npm run --silent search -- --json --in FILE.jsonl --k 10   retrieval only",
  },
  sync: {
    load: async () => (await import("./sync.ts")).sync,
    usage: "npm run --silent sync   bring passages and index in line with the sources",
  },
  answering: {
    load: async () => (await import("./answering.ts")).answering,
    usage:
      "npm run --silent answering -- on | off | state [--json]   sends every question to reps, or answers again, in all replicas",
  },
  backup: {
    load: async () => (await import("./backup.ts")).backup,
    usage:
      "npm run --silent backup -- [--out FILE-or-DIR] [--keep N]   copies the store while it is in use, and checks the copy\n  npm run --silent backup -- --check FILE   checks a copy",
  },
  restore: {
    load: async () => (await import("./restore.ts")).restore,
    usage: "npm run --silent restore -- FILE [--yes]   puts a copy in the place of the store, on either engine",
  },
  privacy: {
    load: async () => (await import("./privacy.ts")).privacy,
    usage:
      "npm run --silent privacy -- report | export [--out FILE] | erase --yes   of one person: --channel slack --member ID, or --key KEY",
  },
  replay: {
    load: async () => (await import("./replay.ts")).replay,
    usage:
      "npm run --silent replay -- slack --in FILE.jsonl   plays captured Slack payloads again, one JSON row each, without a network",
  },
  doctor: {
    load: async () => (await import("./doctor.ts")).doctor,
    usage:
      "npm run --silent doctor [-- --slack-test ID]   checks configuration, store, index, model and Slack, and says what to do; with an ID sends one test message to that person or channel",
  },
};

const sharedFlags = "Common flags: --knowledge DIR  --data DIR  --now 2025-06-20";

const usage = (name?: string): string => {
  const shown = name && commands[name] ? [commands[name]] : Object.values(commands);
  return `Usage:\n  ${shown.map((command) => command.usage).join("\n  ")}\n${sharedFlags}\n`;
};

/** Errors that a volunteer can put right; shown as their message alone. A `code` tells them from our own faults. */
const isKnownFault = (fault: unknown): fault is Error & { code: string } => fault instanceof Error && "code" in fault;

/**
 * Runs one command and gives the process's exit code: 0 done, 1 fault, 2 wrong use.
 * Results go to standard output, everything else to standard error.
 */
export const runCommand = async (name: string | undefined, readFlags: () => Flags): Promise<number> => {
  const command = name === undefined ? undefined : commands[name];
  if (!command) {
    process.stderr.write(`${name === undefined ? "" : `There is no command "${name}".\n`}${usage()}`);
    return 2;
  }
  try {
    const flags = readFlags();
    if (flags.help) {
      process.stdout.write(usage(name));
      return 0;
    }
    const run = await command.load();
    return await run(flags);
  } catch (fault) {
    if (fault instanceof UsageError) {
      process.stderr.write(`${fault.message}\n${usage(name)}`);
      return 2;
    }
    const known = isKnownFault(fault);
    process.stderr.write(
      `${known ? fault.message : `Unexpected fault: ${fault instanceof Error ? (fault.stack ?? fault.message) : String(fault)}`}\n`,
    );
    return fault instanceof ConfigError ? 2 : 1;
  }
};
