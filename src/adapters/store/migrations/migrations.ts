import { StoreFault } from "../store-fault.ts";
import { knowledgeAndCases } from "./001-knowledge-and-cases.ts";
import { receipts } from "./002-receipts.ts";
import { servedEmbedding } from "./003-served-embedding.ts";
import { spine } from "./004-spine.ts";
import { peopleAndActions } from "./005-people-and-actions.ts";
import { waysAndManners } from "./006-ways-and-manners.ts";
import { feedback } from "./007-feedback.ts";
import type { Migration } from "./migration.ts";

/** Numbered from 1 by their place, forward only: a published one is never changed, a new one is added at the end. */
export const migrations: readonly Migration[] = [
  knowledgeAndCases,
  receipts,
  servedEmbedding,
  spine,
  peopleAndActions,
  waysAndManners,
  feedback,
];

/** The schema that this version of Noticeboard writes and reads. */
export const schemaVersion = migrations.length;

/** Throws `newer_schema` for a store that a newer Noticeboard wrote; `orElse` is what can be done other than starting that one. */
export const refuseNewerSchema = (version: number, orElse: string): void => {
  if (version <= schemaVersion) return;
  const todo = `Start the newer version again, or ${orElse}.`;
  throw new StoreFault("newer_schema", `The store has schema ${version}; this version knows ${schemaVersion}. ${todo}`);
};

/** A step of a migration failed, which is taken back. */
export const migrationFailed = (cause: unknown): StoreFault =>
  new StoreFault("migration_failed", "The store could not be brought to the present schema; it is unchanged.", { cause });
