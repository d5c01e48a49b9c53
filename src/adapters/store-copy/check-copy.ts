import { DatabaseSync } from "node:sqlite";
import { schemaVersion } from "../store/migrations/migrations.ts";
import { CopyFault } from "./copy-fault.ts";
import { type CopyRecord, readCopyRecord } from "./copy-record.ts";
import { digestCopy } from "./digest-copy.ts";

const damaged = (name: string, what: string, cause?: unknown): CopyFault =>
  new CopyFault("damaged_copy", `The copy ${name} is damaged (${what}): take another one.`, { cause });

const readRecord = (database: DatabaseSync, name: string): CopyRecord => {
  const record = readCopyRecord(database);
  if (record === null)
    throw new CopyFault("not_a_copy", `${name} is not a copy of a Noticeboard store: name a file that npm run backup wrote.`);
  if (record.schemaVersion > schemaVersion) {
    const [its, ours] = [record.schemaVersion, schemaVersion];
    throw new CopyFault(
      "newer_copy",
      `The copy ${name} has schema ${its}; this version knows ${ours}. Use the newer Noticeboard.`,
    );
  }
  return record;
};

const checkDatabase = (database: DatabaseSync, name: string): CopyRecord => {
  const record = readRecord(database, name);
  const faults = database.prepare("PRAGMA integrity_check").all();
  if (faults.length !== 1 || faults[0]!.integrity_check !== "ok") throw damaged(name, "its integrity check fails");
  if (database.prepare("PRAGMA foreign_key_check").all().length > 0) throw damaged(name, "rows refer to rows that are missing");
  if (Number(database.prepare("PRAGMA user_version").get()?.user_version) !== record.schemaVersion)
    throw damaged(name, "it has another schema than it says");
  const { digest } = digestCopy(database, record);
  if (digest !== record.digest) throw damaged(name, "its content is not what was copied");
  return record;
};

/**
 * Checks every page, row and value of a copy that is not encrypted; `name` is what messages call it. Gives what it says of itself.
 * Throws `CopyFault` with `not_a_copy`, `newer_copy` or `damaged_copy`.
 */
export const checkCopy = (file: string, name: string): CopyRecord => {
  let database: DatabaseSync | null = null;
  try {
    database = new DatabaseSync(file, { readOnly: true });
    return checkDatabase(database, name);
  } catch (fault) {
    if (fault instanceof CopyFault) throw fault;
    const { errcode } = fault as { errcode?: number };
    const notADatabase = 26;
    if (errcode === notADatabase)
      throw new CopyFault("not_a_copy", `${name} is not a copy of a Noticeboard store, or its beginning is damaged.`, {
        cause: fault,
      });
    throw damaged(name, "it cannot be read whole", fault);
  } finally {
    database?.close();
  }
};
