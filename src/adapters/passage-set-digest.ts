import { createHash } from "node:crypto";

/**
 * Hex SHA-256 over what an index holds: model, dimension and the passage ids in order. Ids carry the digest of
 * heading and text, so equal digests mean equal vectors as long as the recipe (`recipe`) is the same.
 */
export const passageSetDigest = (modelId: string, dimension: number, passageIds: readonly string[]): string => {
  const hash = createHash("sha256").update(`${recipe}\n${modelId}\n${dimension}\n`);
  for (const id of passageIds) hash.update(id).update("\n");
  return hash.digest("hex");
};

/** Change it whenever a passage's vector is composed in another way, so that older saved indexes are refused. */
const recipe = "mean-of-sentences-1";
