import { existsSync, mkdirSync, readdirSync, renameSync, rmSync, statSync } from "node:fs";
import path from "node:path";
import { DatabaseSync } from "node:sqlite";
import { StoreFault } from "../store/store-fault.ts";
import { checkCopy } from "./check-copy.ts";
import { CopyFault } from "./copy-fault.ts";
import { type CopyRecord, writeCopyRecord } from "./copy-record.ts";
import { digestCopy } from "./digest-copy.ts";
import { decryptFile, encryptFile } from "./encrypted-file.ts";
import { seeOntoDisk } from "./see-onto-disk.ts";
import { makeWorkingFolder } from "./working-folder.ts";

/**
 * What a copy is made of and where it goes. `fill` writes the store into a new file and gives its schema version; `target` is the file to be
 * written, which must not exist; without a passphrase it is not encrypted.
 */
export type CopyToWrite = Pick<CopyRecord, "copiedAt" | "engine" | "secret" | "secretMark"> & {
  fill: (file: string) => number | Promise<number>;
  target: string;
  dataFolder: string;
  passphrase: string | null;
};

/** A copy that was written, read back and checked. */
export type WrittenCopy = { file: string; bytes: number; record: CopyRecord };

const sqliteFull = 13;
const noRoom = new Set(["ENOSPC", "EDQUOT"]);
const refused = new Set(["EACCES", "EPERM", "EROFS", "EIO", "EFBIG", "ENOTDIR", "EISDIR"]);

const writingFault = (target: string, fault: unknown): unknown => {
  if (fault instanceof CopyFault || fault instanceof StoreFault) return fault;
  const { errcode, code } = fault as { errcode?: number; code?: string };
  const where = path.dirname(target);
  if (errcode === sqliteFull || noRoom.has(code ?? ""))
    return new CopyFault(
      "cannot_write",
      `There is no room for a copy in ${where}: make room, or name another folder with --out.`,
      {
        cause: fault,
      },
    );
  if (refused.has(code ?? ""))
    return new CopyFault("cannot_write", `No copy can be written to ${where} (${code}): name another folder with --out.`, {
      cause: fault,
    });
  return fault;
};

const addRecord = (file: string, copy: CopyToWrite, schemaVersion: number): void => {
  const database = new DatabaseSync(file);
  try {
    database.exec("PRAGMA journal_mode = DELETE");
    const { copiedAt, engine, secret, secretMark } = copy;
    const said = { copiedAt, engine, schemaVersion, secret, secretMark };
    writeCopyRecord(database, { ...said, ...digestCopy(database, said) });
  } finally {
    database.close();
  }
};

/** Encrypts, and opens what came of it again: a copy that nobody tried to open is none. Only one file in the clear exists at any time. */
const encryptAndCheck = async (plain: string, to: string, passphrase: string, name: string): Promise<CopyRecord> => {
  await encryptFile(plain, to, passphrase);
  rmSync(plain);
  await decryptFile(to, plain, passphrase, name);
  return checkCopy(plain, name);
};

/**
 * Writes a copy of the store: under a temporary name, with the digest of its content, read back and checked, onto the disk, and then under
 * its own name, readable by its owner alone. What stands in the clear while an encrypted copy is made is in a working folder in the data
 * folder, and is removed whatever happens; after a power cut or SIGKILL the next copy removes it. Throws `CopyFault`,
 * `StoreFault`, and what `fill` throws.
 */
export const writeCopy = async (copy: CopyToWrite): Promise<WrittenCopy> => {
  const { target, passphrase } = copy;
  const name = path.basename(target);
  if (existsSync(target)) throw new CopyFault("cannot_write", `${target} exists: name another file with --out.`);
  const part = `${target}.part`;
  try {
    mkdirSync(path.dirname(target), { recursive: true, mode: 0o700 });
    const working = makeWorkingFolder(passphrase === null ? path.dirname(target) : copy.dataFolder);
    try {
      const file = path.join(working.folder, "copy.sqlite");
      addRecord(file, copy, await copy.fill(file));
      if (passphrase !== null) rmSync(part, { force: true });
      const record = passphrase === null ? checkCopy(file, name) : await encryptAndCheck(file, part, passphrase, name);
      const finished = passphrase === null ? file : part;
      seeOntoDisk(finished);
      renameSync(finished, target);
      seeOntoDisk(path.dirname(target));
      return { file: target, bytes: statSync(target).size, record };
    } finally {
      working.remove();
      rmSync(part, { force: true });
    }
  } catch (fault) {
    throw writingFault(target, fault);
  }
};

/** What `copyName` gives. */
const nameForm = /^noticeboard-\d{8}-\d{6}\.sqlite(\.age)?$/;

/** The name of a copy made at an instant, `stamp` in UTC. */
export const copyName = (stamp: string, isEncrypted: boolean): string =>
  `noticeboard-${stamp}.sqlite${isEncrypted ? ".age" : ""}`;

/** Removes the oldest copies of a folder, by the instants in their names, until `keep` are left. Gives those removed. */
export const removeOldCopies = (folder: string, keep: number): string[] => {
  const copies = readdirSync(folder)
    .filter((name) => nameForm.test(name))
    .sort();
  const old = copies.slice(0, Math.max(0, copies.length - keep)).map((name) => path.join(folder, name));
  for (const file of old) rmSync(file);
  return old;
};
