import { existsSync } from "node:fs";
import { statfs } from "node:fs/promises";
import path from "node:path";

/** The folder itself, or the nearest one above it that is there: where it would be made. */
const standing = (folder: string): string =>
  existsSync(folder) || path.dirname(folder) === folder ? folder : standing(path.dirname(folder));

/** Free and whole size of the disk that holds a folder or would hold it, in bytes; free is what an ordinary account may still take. */
export const diskSpace = async (folder: string): Promise<{ freeBytes: number; totalBytes: number }> => {
  const { bavail, blocks, bsize } = await statfs(standing(path.resolve(folder)));
  return { freeBytes: bavail * bsize, totalBytes: blocks * bsize };
};
