import { type BackedUp, backUp, checkBackup } from "../compose-copies.ts";
import { readConfig } from "../config.ts";
import type { Flags } from "./read-flags.ts";

type Record = BackedUp["record"];

const rowsInWords = ({ rows }: Record): string =>
  Object.entries(rows)
    .filter(([, count]) => count > 0)
    .map(([table, count]) => `  ${table} ${count}`)
    .join("\n");

const secretInWords = ({ secret, secretMark }: Record): string => {
  if (secret !== null) return "The secret of the members' pseudonyms is in it: whoever can read the copy can tell who wrote.";
  if (secretMark !== null) return "MEMBER_SECRET is not in it: keep that as well, for without it members are strangers.";
  return "There is no secret of members' pseudonyms yet.";
};

const describe = (record: Record, file: string, bytes: number, isEncrypted: boolean): string =>
  [
    file,
    `  made ${record.copiedAt} from ${record.engine}, schema ${record.schemaVersion}, ${bytes} bytes, ${isEncrypted ? "encrypted" : "not encrypted"}`,
    `  digest of the content ${record.digest}`,
    rowsInWords(record),
    secretInWords(record),
  ].join("\n");

const factsOf = ({ secret, secretMark, ...record }: Record, file: string, bytes: number, isEncrypted: boolean) => ({
  file,
  bytes,
  isEncrypted,
  ...record,
  hasSecret: secret !== null,
});

const check = async (config: ReturnType<typeof readConfig>, file: string, json: boolean): Promise<number> => {
  const { record, bytes, isEncrypted, audit } = await checkBackup(config, file);
  if (json) process.stdout.write(`${JSON.stringify({ ...factsOf(record, file, bytes, isEncrypted), audit })}\n`);
  else {
    process.stdout.write(`${describe(record, file, bytes, isEncrypted)}\n`);
    if (audit.brokenAt === null)
      process.stdout.write(`The copy is whole; its audit chain has ${audit.entries} entries and holds.\n`);
  }
  if (audit.brokenAt === null) return 0;
  process.stderr.write(`The copy is whole, but the audit chain in it is broken at entry ${audit.brokenAt}.\n`);
  return 1;
};

/** `backup`: copies the store while the service runs, or checks a copy (`--check`); exit 1 when it cannot be made or is not whole. */
export const backup = async (flags: Flags): Promise<number> => {
  const config = readConfig(flags);
  if (flags.check !== undefined) return check(config, flags.check, flags.json);
  const { out, keep } = flags;
  const made = await backUp(config, { ...(out === undefined ? {} : { out }), ...(keep === undefined ? {} : { keep }) });
  const { file, bytes, record, removed } = made;
  const isEncrypted = config.backupPassphrase !== null;
  if (flags.json) process.stdout.write(`${JSON.stringify({ ...factsOf(record, file, bytes, isEncrypted), removed })}\n`);
  else {
    process.stdout.write(`${describe(record, file, bytes, isEncrypted)}\n`);
    if (!isEncrypted) process.stdout.write("Set BACKUP_PASSPHRASE to have copies encrypted.\n");
    for (const old of removed) process.stdout.write(`  removed ${old}\n`);
  }
  if (made.unrecorded !== null) process.stderr.write(`The copy is good, but the audit does not name it: ${made.unrecorded}\n`);
  return 0;
};
