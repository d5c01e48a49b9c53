import { existsSync } from "node:fs";
import { eraseFromLogs } from "./adapters/log/log-files.ts";
import { createMemberKeys, readMemberSecret, secretFileOf } from "./adapters/member-keys.ts";
import { storeFileOf } from "./adapters/sqlite/open-sqlite-store.ts";
import type { ScrubResult } from "./adapters/store/store.ts";
import { StoreFault } from "./adapters/store/store-fault.ts";
import { openStore } from "./compose-store.ts";
import type { Config } from "./config.ts";
import { ConfigError } from "./config-error.ts";
import type { ChannelName } from "./domain/message.ts";
import type { AuditCheck } from "./ports/audit-store.ts";
import type { Erased, MemberRecord, RowCounts } from "./ports/privacy-store.ts";

/** What an erasure did in rows, in log lines and in the files of the store. */
export type ErasedEverywhere = Pick<Erased, "removed" | "cleaned"> & { logLines: number; files: ScrubResult };

/** A table with personal data; `keptDays` is null for ever. */
export type HeldTable = { table: string; rows: number; oldestAt: string | null; keptDays: number | null };

/** What is held about people, for whoever answers to them. */
export type Privacy = {
  /** The key of a sender. Throws `ConfigError` when there is no secret yet to make it with. */
  keyOf(channel: ChannelName, member: string): string;
  held(memberKey: string): Promise<RowCounts>;
  read(memberKey: string): Promise<MemberRecord>;
  erase(memberKey: string): Promise<ErasedEverywhere>;
  report(): Promise<{ tables: HeldTable[]; audit: AuditCheck }>;
  close(): Promise<void>;
};

/** A reader or writer is waited for so long before the files are said not to be clean. */
const scrubWaitMs = 60_000;

const repeatDays = 30;

/** How long the rows of each table are kept; tables whose rows go with those of another have the same days. */
const keptDaysOf = ({ messagesDays, casesDays, answersDays, auditDays }: Config["retention"]): Record<string, number | null> => ({
  members: messagesDays,
  inbox: messagesDays,
  jobs: messagesDays,
  outbox: messagesDays,
  seen_messages: repeatDays,
  cases: casesDays,
  case_events: casesDays,
  answers: answersDays,
  answer_owners: answersDays,
  claims: answersDays,
  quotations: answersDays,
  answer_passages: answersDays,
  cited_passages: answersDays,
  audit: auditDays,
});

/**
 * Opens the store alone: nothing is synced and no model is loaded, and the service may run beside it. Throws `StoreFault` when there is no store, or it
 * cannot be opened.
 */
export const openPrivacy = async (config: Config): Promise<Privacy> => {
  const { dataFolder, memberSecret, logFile } = config;
  if (config.store.engine === "sqlite" && !existsSync(storeFileOf(dataFolder)))
    throw new StoreFault("cannot_open", `Nothing was ever stored in ${dataFolder}. Name the right folder with --data.`);
  const store = await openStore(config);
  const logLinesOf = (ids: string[]): number => (logFile === null ? 0 : eraseFromLogs(logFile, ids));
  return {
    keyOf: (channel, member) => {
      // A new secret would make everybody a stranger, and the answer that nothing is held a wrong one.
      if (memberSecret === null && !existsSync(secretFileOf(dataFolder)))
        throw new ConfigError(
          "MEMBER_SECRET",
          `There is no ${secretFileOf(dataFolder)}: set MEMBER_SECRET to the one of the service, or give --key.`,
        );
      return createMemberKeys(readMemberSecret(memberSecret, dataFolder))(channel, member);
    },
    held: store.privacy.held,
    read: store.privacy.read,
    erase: async (memberKey) => {
      const { removed, cleaned, ids } = await store.privacy.erase(memberKey, { nowAt: new Date().toISOString() });
      const before = logLinesOf(ids);
      const files = await store.scrub(scrubWaitMs);
      // Whoever was just working on one of the messages has told the log by now that it was lost.
      return { removed, cleaned, logLines: before + logLinesOf(ids), files };
    },
    report: async () => {
      const kept = keptDaysOf(config.retention);
      const tables = (await store.privacy.overview()).map((row) => ({ ...row, keptDays: kept[row.table] ?? null }));
      return { tables, audit: await store.audit.check() };
    },
    close: () => store.close(),
  };
};
