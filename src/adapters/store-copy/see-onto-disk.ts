import { closeSync, fsyncSync, openSync } from "node:fs";

/** Waits until a file's content, or a folder's list of names, is on the disk. */
export const seeOntoDisk = (fileOrFolder: string): void => {
  const handle = openSync(fileOrFolder, "r");
  try {
    fsyncSync(handle);
  } finally {
    closeSync(handle);
  }
};
