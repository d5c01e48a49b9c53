import { parseArgs } from "node:util";
import { CalendarDay } from "../domain/source.ts";
import { UsageError } from "./usage-error.ts";

/** The flags that commands share; see `npm run ask -- --help`. */
export type Flags = {
  words: string[];
  json: boolean;
  all: boolean;
  help: boolean;
  in: string | undefined;
  knowledge: string | undefined;
  data: string | undefined;
  /** A fixed day of asking, `YYYY-MM-DD`. */
  now: string | undefined;
  route: "answer" | undefined;
  k: number;
  port: number | undefined;
  /** Of `backup`: where the copy goes, how many stay, and a copy to be checked instead. */
  out: string | undefined;
  keep: number | undefined;
  check: string | undefined;
  /** Leave to replace what is there, or to remove it. */
  yes: boolean;
  /** Of `privacy`: whose things, by the channel's own id or by the pseudonymous key. */
  channel: string | undefined;
  member: string | undefined;
  key: string | undefined;
  /** Of `doctor`: the person or channel in Slack that a test message goes to. */
  slackTest: string | undefined;
};

const wholeNumber = (flag: string, text: string | undefined, least: number, most: number): number | undefined => {
  if (text === undefined) return undefined;
  const value = Number(text);
  if (!Number.isInteger(value) || value < least || value > most) {
    throw new UsageError(`--${flag} takes a whole number from ${least} to ${most}, not "${text}".`);
  }
  return value;
};

/** Reads a command's arguments. Throws `UsageError` for an unknown flag or a value out of form. */
export const readFlags = (args: string[]): Flags => {
  const parsed = (() => {
    try {
      return parseArgs({
        args,
        allowPositionals: true,
        options: {
          json: { type: "boolean", default: false },
          all: { type: "boolean", default: false },
          help: { type: "boolean", short: "h", default: false },
          in: { type: "string" },
          knowledge: { type: "string" },
          data: { type: "string" },
          now: { type: "string" },
          route: { type: "string" },
          k: { type: "string" },
          port: { type: "string" },
          out: { type: "string" },
          keep: { type: "string" },
          check: { type: "string" },
          yes: { type: "boolean", default: false },
          channel: { type: "string" },
          member: { type: "string" },
          key: { type: "string" },
          "slack-test": { type: "string" },
        },
      });
    } catch (cause) {
      throw new UsageError(`${(cause as Error).message} Run with --help to see what there is.`, { cause });
    }
  })();
  const { values, positionals } = parsed;
  if (values.now !== undefined && !CalendarDay.safeParse(values.now).success) {
    throw new UsageError(`--now takes a day such as 2025-06-20, not "${values.now}".`);
  }
  if (values.route !== undefined && values.route !== "answer") {
    throw new UsageError(`--route takes only "answer" (skip routing), not "${values.route}".`);
  }
  return {
    words: positionals,
    json: values.json,
    all: values.all,
    help: values.help,
    in: values.in,
    knowledge: values.knowledge,
    data: values.data,
    now: values.now,
    route: values.route,
    k: wholeNumber("k", values.k, 1, 1000) ?? 10,
    port: wholeNumber("port", values.port, 0, 65535),
    out: values.out,
    keep: wholeNumber("keep", values.keep, 1, 10_000),
    check: values.check,
    yes: values.yes,
    channel: values.channel,
    member: values.member,
    key: values.key,
    slackTest: values["slack-test"],
  };
};
