import { createHash } from "node:crypto";
import { setImmediate } from "node:timers/promises";

/** Some 5 ms of hashing; then others may have the thread. */
const sliceBytes = 4 * 1024 * 1024;

/** Hex SHA-256 of the values as they lie in memory, taken in slices so that nothing else has to wait for all of it. */
export const matrixDigest = async (matrix: Float32Array): Promise<string> => {
  const hash = createHash("sha256");
  for (let from = 0; from < matrix.byteLength; from += sliceBytes) {
    hash.update(new Uint8Array(matrix.buffer, matrix.byteOffset + from, Math.min(sliceBytes, matrix.byteLength - from)));
    await setImmediate();
  }
  return hash.digest("hex");
};
