import { parseArgs } from "node:util";

/**
 * What a run is to do. `services`: on one database, or on one data folder. `duplicates`: instead of killing, send so many messages to two
 * services at once. `broken`: what is done wrong on purpose, so that the run must fail.
 */
export type KillTestPlan = {
  engine: "sqlite" | "postgres";
  channel: "loopback" | "slack";
  messages: number;
  kills: number;
  minutes: number;
  services: number;
  duplicates: number;
  broken: "inbox-first" | null;
  databaseUrl: string;
  /** Over Slack: the same again with plain Bolt in the place of the service. */
  plainBolt: boolean;
};

const oneOf = <T extends string>(flag: string, value: string, choices: readonly T[]): T => {
  const found = choices.find((choice) => choice === value);
  if (found === undefined) throw new Error(`--${flag} takes ${choices.join(" or ")}, not "${value}"`);
  return found;
};

const count = (flag: string, value: string): number => {
  if (!/^\d{1,7}$/.test(value)) throw new Error(`--${flag} takes a whole number, not "${value}"`);
  return Number(value);
};

/** Reads the command line. Throws for a flag that is unknown or out of form. */
export const readArguments = (args: string[]): KillTestPlan => {
  const { values } = parseArgs({
    args,
    options: {
      engine: { type: "string", default: "sqlite" },
      channel: { type: "string", default: "loopback" },
      messages: { type: "string", default: "2000" },
      kills: { type: "string" },
      "plain-bolt": { type: "boolean", default: false },
      minutes: { type: "string", default: "8" },
      services: { type: "string" },
      duplicates: { type: "string", default: "0" },
      break: { type: "string" },
      database: { type: "string", default: "postgres://postgres@127.0.0.1:5432/test" },
    },
  });
  const engine = oneOf("engine", values.engine, ["sqlite", "postgres"]);
  const duplicates = count("duplicates", values.duplicates);
  const services = values.services ?? (engine === "postgres" || duplicates > 0 ? "2" : "1");
  return {
    engine,
    channel: oneOf("channel", values.channel, ["loopback", "slack"]),
    messages: count("messages", values.messages),
    kills: count("kills", values.kills ?? (values.channel === "slack" ? "20" : "60")),
    minutes: count("minutes", values.minutes),
    services: Math.max(1, count("services", services)),
    duplicates,
    broken: values.break === undefined ? null : oneOf("break", values.break, ["inbox-first"] as const),
    databaseUrl: values.database,
    plainBolt: values["plain-bolt"],
  };
};
