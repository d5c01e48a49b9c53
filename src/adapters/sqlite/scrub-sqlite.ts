import type { DatabaseSync } from "node:sqlite";
import { setTimeout as pause } from "node:timers/promises";
import type { ScrubResult } from "../store/store.ts";
import { isBusy } from "./is-busy.ts";

const pauseMs = 100;

/**
 * Takes what was removed out of the file itself. `secure_delete` writes over rows as they go, but leaves what a page held before it was
 * split, and pages of before it was on: the file is written anew (`VACUUM`), and the write-ahead log, which has the rows as they were, is
 * emptied into it and cut to nothing. Others go on reading and writing; who reads or writes at that moment is waited for, `waitMs` at most.
 */
export const scrubSqlite = async (database: DatabaseSync, waitMs: number): Promise<ScrubResult> => {
  const startedAt = performance.now();
  const late = (): boolean => performance.now() - startedAt > waitMs;
  for (;;) {
    try {
      database.exec("VACUUM");
      break;
    } catch (fault) {
      if (!isBusy(fault)) throw fault;
      if (late())
        return { isClean: false, says: "the store's file could not be written anew: another program is writing all the time" };
    }
    await pause(pauseMs);
  }
  while (database.prepare("PRAGMA wal_checkpoint(TRUNCATE)").get()?.busy !== 0) {
    if (late())
      return { isClean: false, says: "the write-ahead log could not be emptied: another program is reading all the time" };
    await pause(pauseMs);
  }
  return { isClean: true, says: "the store's file was written anew and its write-ahead log emptied" };
};
