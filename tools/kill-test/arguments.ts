import { parseArgs } from "node:util";

/** What a run is to do. `duplicates`: instead of killing, send so many messages to two replicas at once. */
export type KillTestPlan = {
  engine: "sqlite" | "postgres";
  channel: "loopback";
  messages: number;
  kills: number;
  minutes: number;
  duplicates: number;
  databaseUrl: string;
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
      kills: { type: "string", default: "60" },
      minutes: { type: "string", default: "8" },
      duplicates: { type: "string", default: "0" },
      database: { type: "string", default: "postgres://postgres@127.0.0.1:5432/test" },
    },
  });
  return {
    engine: oneOf("engine", values.engine, ["sqlite", "postgres"]),
    channel: oneOf("channel", values.channel, ["loopback"]),
    messages: count("messages", values.messages),
    kills: count("kills", values.kills),
    minutes: count("minutes", values.minutes),
    duplicates: count("duplicates", values.duplicates),
    databaseUrl: values.database,
  };
};
