import { chownSync, statSync } from "node:fs";

/** Gives a file that root wrote to the owner of a folder, so that the service, which is not root, can open it. */
export const ownAs = (file: string, folder: string): void => {
  if (process.getuid?.() !== 0) return;
  const { uid, gid } = statSync(folder);
  chownSync(file, uid, gid);
};
