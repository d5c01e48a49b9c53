import { createHash } from "node:crypto";
import { canonicalJson } from "../../domain/canonical-json.ts";
import type { Schema } from "./schema.ts";

/** Hex SHA-256 over an entry's row as it is stored, the digest of the entry before it included (a hash chain: Haber and Stornetta, 1991). */
export const auditDigest = ({ digest: _own, ...row }: Schema["audit"]): string =>
  createHash("sha256").update(canonicalJson(row)).digest("hex");
