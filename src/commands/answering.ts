import { openSharedSwitch } from "../compose-answering-switch.ts";
import { readConfig } from "../config.ts";
import type { Flags } from "./read-flags.ts";
import { UsageError } from "./usage-error.ts";

const inWords = { on: "Questions are answered", off: "Answering is off: every question goes to a rep" };

/** `answering`: turns answering off or on for all replicas of the store, or says how it stands. The next message is already treated so. */
export const answering = async (flags: Flags): Promise<number> => {
  const [order, ...more] = flags.words;
  if (more.length > 0 || (order !== "on" && order !== "off" && order !== "state")) {
    throw new UsageError("Say what to do: on, off or state.");
  }
  const config = readConfig(flags);
  const shared = await openSharedSwitch(config);
  try {
    const isTurned = order === "state" ? false : await shared.turn(order);
    const { state, changedAt } = await shared.state();
    if (flags.json) {
      process.stdout.write(
        `${JSON.stringify({ answering: state, changedAt, turned: isTurned, offHere: config.isAnsweringOff })}\n`,
      );
      return 0;
    }
    process.stdout.write(`${inWords[state]}${changedAt === null ? "" : `, since ${changedAt}`}.\n`);
    if (config.isAnsweringOff)
      process.stdout.write(
        "ANSWERING=off is set here: processes started with it send every question to a rep whatever this says.\n",
      );
    return 0;
  } finally {
    await shared.close();
  }
};
