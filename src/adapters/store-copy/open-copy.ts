import { chmodSync, constants, copyFileSync, existsSync, statSync } from "node:fs";
import { checkCopy } from "./check-copy.ts";
import { CopyFault } from "./copy-fault.ts";
import type { CopyRecord } from "./copy-record.ts";
import { decryptFile, isEncrypted } from "./encrypted-file.ts";

/** A copy that was found whole. */
export type OpenedCopy = { record: CopyRecord; isEncrypted: boolean; bytes: number };

/**
 * Puts a copy's content, decrypted, into a new file and checks all of it; the copy itself is only read. Rejects with `CopyFault`: `no_copy`,
 * `needs_passphrase`, `wrong_passphrase`, `not_a_copy`, `newer_copy`, `damaged_copy`.
 */
export const openCopy = async (file: string, passphrase: string | null, to: string): Promise<OpenedCopy> => {
  if (!existsSync(file) || !statSync(file).isFile()) throw new CopyFault("no_copy", `There is no file ${file}.`);
  const encrypted = await isEncrypted(file);
  if (encrypted) {
    if (passphrase === null)
      throw new CopyFault("needs_passphrase", `${file} is encrypted: set BACKUP_PASSPHRASE to the one that it was made with.`);
    await decryptFile(file, to, passphrase, file);
  } else {
    copyFileSync(file, to, constants.COPYFILE_EXCL | constants.COPYFILE_FICLONE);
    chmodSync(to, 0o600);
  }
  return { record: checkCopy(to, file), isEncrypted: encrypted, bytes: statSync(file).size };
};
