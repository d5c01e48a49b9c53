import { type Restored, restoreFrom } from "../compose-copies.ts";
import { readConfig } from "../config.ts";
import type { Flags } from "./read-flags.ts";
import { UsageError } from "./usage-error.ts";

const inWords = ({ copy, handedOver, inDoubt, erasedAgain, storeSetAside, secretSetAside, damage }: Restored): string =>
  [
    `The store is the one of ${copy.record.copiedAt} again (from ${copy.record.engine}).`,
    `  ${handedOver} messages that were being answered then are cases for reps`,
    `  ${inDoubt} replies that were on their way then are looked for in their channel before they are sent`,
    `  ${erasedAgain} members who had been erased since were erased again`,
    ...(damage === null
      ? []
      : [`  the former store is damaged (${damage}): who was erased in it could not be read, erase them again`]),
    ...(storeSetAside === null ? [] : [`  the former store is ${storeSetAside}: delete it when it is not needed any more`]),
    ...(secretSetAside === null ? [] : [`  the former secret of pseudonyms is ${secretSetAside}`]),
    "What members sent before now and arrives only after becomes a case as well. Start the service.",
  ].join("\n");

/** `restore FILE`: puts a copy in the place of the store; exit 1 when it cannot be, and then nothing was changed. */
export const restore = async (flags: Flags): Promise<number> => {
  const [file, ...more] = flags.words;
  if (file === undefined || more.length > 0) throw new UsageError("Name one copy: npm run --silent restore -- FILE [--yes]");
  const restored = await restoreFrom(readConfig(flags), file, flags.yes);
  if (flags.json) {
    const { copy, ...facts } = restored;
    process.stdout.write(`${JSON.stringify({ ...facts, copiedAt: copy.record.copiedAt, digest: copy.record.digest })}\n`);
  } else process.stdout.write(`${inWords(restored)}\n`);
  return 0;
};
