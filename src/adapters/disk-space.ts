import { statfs } from "node:fs/promises";

/** Free and whole size of the disk that holds a folder, in bytes; free is what an ordinary account may still take. Rejects without the folder. */
export const diskSpace = async (folder: string): Promise<{ freeBytes: number; totalBytes: number }> => {
  const { bavail, blocks, bsize } = await statfs(folder);
  return { freeBytes: bavail * bsize, totalBytes: blocks * bsize };
};
