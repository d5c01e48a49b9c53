import { mkdirSync, mkdtempSync, readdirSync, rmSync } from "node:fs";
import path from "node:path";

/** A folder that only its owner can open, for what is not finished. `remove` takes it away with all that is in it. */
export type WorkingFolder = { folder: string; remove(): void };

const start = "noticeboard-working-";

const isGone = (pid: number): boolean => {
  try {
    process.kill(pid, 0);
    return false;
  } catch (fault) {
    return (fault as NodeJS.ErrnoException).code === "ESRCH";
  }
};

/** Makes a working folder inside another, and first removes those that killed processes of this machine left there. */
export const makeWorkingFolder = (inside: string): WorkingFolder => {
  mkdirSync(inside, { recursive: true });
  for (const name of readdirSync(inside)) {
    const pid = Number(name.startsWith(start) ? name.slice(start.length).split("-")[0] : Number.NaN);
    if (Number.isInteger(pid) && isGone(pid)) rmSync(path.join(inside, name), { recursive: true, force: true });
  }
  const folder = mkdtempSync(path.join(inside, `${start}${process.pid}-`));
  return { folder, remove: () => rmSync(folder, { recursive: true, force: true }) };
};
