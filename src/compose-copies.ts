import { existsSync, statSync } from "node:fs";
import path from "node:path";
import { newCaseId } from "./adapters/new-reference-number.ts";
import { copyPostgresStore } from "./adapters/postgres/copy-postgres-store.ts";
import { holdPostgresStore } from "./adapters/postgres/hold-postgres-store.ts";
import { copySqliteStore } from "./adapters/sqlite/copy-sqlite-store.ts";
import { holdSqliteStore } from "./adapters/sqlite/hold-sqlite-store.ts";
import { storeFileOf } from "./adapters/sqlite/open-sqlite-store.ts";
import { schemaVersion } from "./adapters/store/migrations/migrations.ts";
import { CopyFault } from "./adapters/store-copy/copy-fault.ts";
import type { HeldStore } from "./adapters/store-copy/held-store.ts";
import { compactStore, makeStoreOfCopy } from "./adapters/store-copy/make-store-of-copy.ts";
import { secretForCopy, secretToRestore } from "./adapters/store-copy/member-secret.ts";
import type { OpenedCopy } from "./adapters/store-copy/open-copy.ts";
import { makeWorkingFolder } from "./adapters/store-copy/working-folder.ts";
import { copyName, removeOldCopies, type WrittenCopy, writeCopy } from "./adapters/store-copy/write-copy.ts";
import { openRouter } from "./compose-router.ts";
import { openStore } from "./compose-store.ts";
import type { Config } from "./config.ts";
import { type SettledRestored, settleRestored } from "./flows/settle-restored.ts";
import { readKnowledgeFolder } from "./ingestion/knowledge-folder.ts";
import type { AuditCheck } from "./ports/audit-store.ts";

type CopyConfig = Pick<
  Config,
  "dataFolder" | "store" | "memberSecret" | "backupPassphrase" | "knowledgeFolder" | "defaultsFolder"
>;

/** `20261122-061500`, in UTC. */
const stampOf = (now: Date): string => now.toISOString().slice(0, 19).replaceAll(/[-:]/g, "").replace("T", "-");

const isFolder = (name: string): boolean => /[/\\]$/.test(name) || (existsSync(name) && statSync(name).isDirectory());

const targetOf = ({ dataFolder, backupPassphrase }: CopyConfig, out: string | undefined, now: Date): string => {
  const name = copyName(stampOf(now), backupPassphrase !== null);
  if (out === undefined) return path.join(dataFolder, "backups", name);
  return isFolder(out) ? path.resolve(out, name) : path.resolve(out);
};

/** A copy as the command tells it. `removed`: older ones that went; `unrecorded`: why the store's audit does not name the copy, or null. */
export type BackedUp = WrittenCopy & { removed: string[]; unrecorded: string | null };

const recordCopy = async (config: CopyConfig, { record }: WrittenCopy): Promise<void> => {
  // A store that waits to be migrated is left as it is: the copy is most wanted before that.
  if (record.schemaVersion !== schemaVersion) throw new Error(`the store still has schema ${record.schemaVersion}`);
  const store = await openStore(config);
  try {
    const codes = { digest: record.digest, rows: Object.values(record.rows).reduce((sum, count) => sum + count, 0) };
    const entry = { actor: "operator", action: "store_copied", subject: { kind: "store" as const, id: "store" }, codes };
    await store.audit.append(entry, { nowAt: new Date().toISOString() });
  } finally {
    await store.close();
  }
};

/**
 * Copies the store while others use it. `out`: a file or folder, the data folder's `backups` when left out; `keep`: how many copies may stay in
 * that folder. Throws `CopyFault` and `StoreFault`, which say what to do.
 */
export const backUp = async (config: CopyConfig, { out, keep }: { out?: string; keep?: number }): Promise<BackedUp> => {
  const { dataFolder, store, memberSecret, backupPassphrase: passphrase } = config;
  const now = new Date();
  const target = targetOf(config, out, now);
  const fill = (file: string) =>
    store.engine === "sqlite" ? copySqliteStore(dataFolder, file) : copyPostgresStore({ ...store, maxConnections: 1 }, file);
  const secret = secretForCopy(memberSecret, dataFolder);
  const said = { copiedAt: now.toISOString(), engine: store.engine, ...secret };
  const written = await writeCopy({ ...said, fill, target, dataFolder, passphrase });
  const removed = keep === undefined ? [] : removeOldCopies(path.dirname(target), keep);
  const unrecorded = await recordCopy(config, written).then(
    () => null,
    (fault: Error) => fault.message,
  );
  return { ...written, removed, unrecorded };
};

/** Checks every value of a copy, that it can be brought to the present schema, and its audit chain. Throws `CopyFault` and `StoreFault`. */
export const checkBackup = async (config: CopyConfig, file: string): Promise<OpenedCopy & { audit: AuditCheck }> => {
  const working = makeWorkingFolder(config.dataFolder);
  try {
    const { opened, store } = await makeStoreOfCopy(path.resolve(file), config.backupPassphrase, working.folder);
    try {
      return { ...opened, audit: await store.audit.check() };
    } finally {
      await store.close();
    }
  } finally {
    working.remove();
  }
};

/** What came back, and where what it took the place of was set aside; null for nothing. `damage`: what was wrong with the former store. */
export type Restored = SettledRestored & {
  copy: OpenedCopy;
  storeSetAside: string | null;
  secretSetAside: string | null;
  damage: string | null;
};

const holdStore = ({ store, dataFolder }: CopyConfig, stamp: string): HeldStore | Promise<HeldStore> =>
  store.engine === "sqlite" ? holdSqliteStore(dataFolder, stamp) : holdPostgresStore({ ...store, maxConnections: 1 });

const settleIn = async (config: CopyConfig, file: string, folder: string, held: HeldStore) => {
  const { reps, routes } = await readKnowledgeFolder(config.knowledgeFolder, config.defaultsFolder);
  const { opened, store } = await makeStoreOfCopy(file, config.backupPassphrase, folder);
  try {
    const { copiedAt, digest: copyDigest } = opened.record;
    const erasures = held.erasures.map((row) => ({ memberDigest: row.member_digest, erasedAt: row.erased_at }));
    const marks = { copiedAt, copyDigest, restoredAt: new Date().toISOString(), replacedAuditHead: held.auditHead };
    const deps = { route: openRouter(() => routes), reps, newCaseId, now: () => new Date() };
    const settled = await store.together((inside) => settleRestored({ ...inside, ...deps }, { ...marks, erasures }));
    return { opened, settled };
  } finally {
    await store.close();
  }
};

/**
 * Puts a copy in the place of the store, on either engine: checked, brought to the present schema, and settled so that nothing old is answered
 * again. `mayReplace`: also when people's messages are in the present store. Throws `CopyFault` and `StoreFault`, which say
 * what to do; the present store is then as it was.
 */
export const restoreFrom = async (config: CopyConfig, file: string, mayReplace: boolean): Promise<Restored> => {
  const stamp = stampOf(new Date());
  const working = makeWorkingFolder(config.dataFolder);
  try {
    const held = await holdStore(config, stamp);
    try {
      if (!held.isBare && !mayReplace)
        throw new CopyFault("not_empty", "There is a store already, which the copy would replace: say --yes if it shall.");
      const { opened, settled } = await settleIn(config, path.resolve(file), working.folder, held);
      const putSecret = secretToRestore(opened.record, config.memberSecret, config.dataFolder, stamp);
      if (settled.erasedAgain > 0) compactStore(working.folder);
      const storeSetAside = await held.replaceWith(storeFileOf(working.folder));
      return { ...settled, copy: opened, storeSetAside, secretSetAside: putSecret(), damage: held.damage };
    } finally {
      await held.release();
    }
  } finally {
    working.remove();
  }
};
