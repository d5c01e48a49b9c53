import type { Schema } from "../store/schema.ts";

/** The store that a copy takes the place of, kept from everybody else until it is released. */
export type HeldStore = {
  /** Null when it can be read; else what is wrong with it, in words. */
  damage: string | null;
  /** Whether nothing would be lost that people wrote or did: it is missing, or holds no more than a sync of the pages leaves. */
  isBare: boolean;
  /** Who was erased in it: they must be erased in what takes its place as well. */
  erasures: Schema["erasures"][];
  /** The end of its audit chain, for the next chain to name; null when there is none. */
  auditHead: string | null;
  /**
   * Puts a store of the present schema, an SQLite file that is used up by it, in its place: whole or not at all. Gives where the former one
   * was set aside, null when it was not.
   */
  replaceWith(file: string): Promise<string | null>;
  release(): Promise<void>;
};

/** What a sync of the pages makes again by itself, and what every new store has. */
const remadeTables = new Set([
  "sources",
  "documents",
  "passages",
  "vectors",
  "unreadable",
  "knowledge_state",
  "served_embedding",
  "service_state",
  "audit_end",
  "chores",
]);

/** Whether a table with rows makes a store one that is not replaced unasked. */
export const holdsPeoplesThings = (table: string): boolean => !remadeTables.has(table);
