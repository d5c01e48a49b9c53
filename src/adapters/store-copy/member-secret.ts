import { existsSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { createMemberKeys, secretFileOf } from "../member-keys.ts";
import { CopyFault } from "./copy-fault.ts";
import type { CopyRecord } from "./copy-record.ts";
import { ownAs } from "./own-as.ts";

/** A pseudonym like any other, by which two secrets can be told apart without showing either. */
const markOf = (secret: Buffer): string => createMemberKeys(secret)("noticeboard", "copy");

const keptSecret = (dataFolder: string): Buffer | null => {
  const file = secretFileOf(dataFolder);
  return existsSync(file) ? readFileSync(file) : null;
};

/**
 * What a copy carries of the secret that pseudonyms are made with: the kept one whole, since without it members are strangers; of a
 * configured one the mark alone. Both are null before the first member.
 */
export const secretForCopy = (configured: string | null, dataFolder: string): Pick<CopyRecord, "secret" | "secretMark"> => {
  if (configured !== null) return { secret: null, secretMark: markOf(Buffer.from(configured, "utf8")) };
  const secret = keptSecret(dataFolder);
  return { secret, secretMark: secret === null ? null : markOf(secret) };
};

/**
 * Sees that the secret of a copy will be in use once the copy is restored, and gives what puts it there: where the former one was set aside,
 * null when there was no other. Throws `CopyFault` with `other_secret`, which says what to set; nothing was changed then.
 */
export const secretToRestore = (
  { secret, secretMark }: Pick<CopyRecord, "secret" | "secretMark">,
  configured: string | null,
  dataFolder: string,
  stamp: string,
): (() => string | null) => {
  const file = secretFileOf(dataFolder);
  const present = configured === null ? keptSecret(dataFolder) : Buffer.from(configured, "utf8");
  if (secretMark === null || (present !== null && markOf(present) === secretMark)) return () => null;
  if (configured !== null || secret === null) {
    const todo =
      secret === null
        ? "set MEMBER_SECRET to the one that was configured when the copy was made"
        : "take MEMBER_SECRET out of .env, so that the copy's own is used";
    throw new CopyFault(
      "other_secret",
      `The copy's members are known by pseudonyms of another secret: ${todo}, then restore again.`,
    );
  }
  return () => {
    const aside = present === null ? null : `${file}-before-${stamp}`;
    const fresh = `${file}-restored`;
    rmSync(fresh, { force: true });
    writeFileSync(fresh, secret, { flag: "wx", mode: 0o600, flush: true });
    ownAs(fresh, dataFolder);
    if (aside !== null) renameSync(file, aside);
    renameSync(fresh, file);
    return aside;
  };
};
