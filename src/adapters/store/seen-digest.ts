import { createHash } from "node:crypto";

/** What stands in `seen_messages` for the vendor's id of an erased message: enough to know a repeat, not what or whose it was. */
export const seenDigest = (channel: string, externalId: string): string =>
  `sha256:${createHash("sha256").update(`${channel}\n${externalId}`).digest("hex")}`;
