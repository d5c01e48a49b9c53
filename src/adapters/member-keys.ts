import { createHmac, randomBytes } from "node:crypto";
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";

const secretBytes = 32;

/** The file that keeps a data folder's secret, unless one is configured. */
export const secretFileOf = (dataFolder: string): string => path.join(dataFolder, "member-secret");

/**
 * The secret that pseudonyms of members are made with: the configured one, else one that is made once and kept in the data folder, readable by
 * its owner only. Replicas of one store must be given the same. Throws what the file system throws.
 */
export const readMemberSecret = (configured: string | null, dataFolder: string): Buffer => {
  if (configured !== null) return Buffer.from(configured, "utf8");
  const file = secretFileOf(dataFolder);
  mkdirSync(dataFolder, { recursive: true });
  try {
    writeFileSync(file, randomBytes(secretBytes), { flag: "wx", mode: 0o600, flush: true });
  } catch (fault) {
    if ((fault as NodeJS.ErrnoException).code !== "EEXIST") throw fault;
  }
  const secret = readFileSync(file);
  if (secret.length !== secretBytes)
    throw new Error(`${file} is damaged: bring it back from a backup, for without it members are strangers`);
  return secret;
};

/**
 * Pseudonyms: the same sender of a channel always gets the same key, and without the secret nobody gets from a key to a sender.
 * HMAC-SHA-256 (RFC 2104), base64url.
 */
export const createMemberKeys =
  (secret: Buffer) =>
  (channel: string, sender: string): string =>
    createHmac("sha256", secret).update(`${channel}\n${sender}`, "utf8").digest("base64url");
