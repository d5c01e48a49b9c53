import { StoreFault } from "../store/store-fault.ts";

/** SQLite's codes of a disk (https://sqlite.org/rescode.html), and what a volunteer can do about each. */
const todoByCode: Readonly<Record<number, string>> = {
  8: "It can be read and not written: let this user write to the folder and the file, or mount the disk for writing.",
  10: "The disk fails to read or to write: look at the machine's log, and take the newest backup if the disk is broken.",
  13: "There is no room on the disk: make some.",
  14: "Let this user write to the folder.",
};

/** A fault while opening a store's file as one that says what to do; `busyForMs` when it was somebody else's lock that was waited for. */
export const openingFault = (file: string, busyForMs: number | null, cause: unknown): StoreFault => {
  if (cause instanceof StoreFault) return cause;
  const { code, errcode } = cause as { code?: unknown; errcode?: number };
  const todo =
    busyForMs !== null
      ? `Another program has been writing to it for ${busyForMs / 1000} seconds: stop that one, or try again later.`
      : code === "ENOSPC"
        ? todoByCode[13]
        : code === "EROFS" || code === "EACCES" || code === "EPERM"
          ? todoByCode[8]
          : todoByCode[(errcode ?? 0) & 0xff];
  const words = todo ?? "Check that the folder can be written to and that the file is not damaged.";
  return new StoreFault("cannot_open", `The store ${file} cannot be opened. ${words}`, { cause });
};
