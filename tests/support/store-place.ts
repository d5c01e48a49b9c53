import { openPostgresStore } from "../../src/adapters/postgres/open-postgres-store.ts";
import { openSqliteStore } from "../../src/adapters/sqlite/open-sqlite-store.ts";
import type { Store } from "../../src/adapters/store/store.ts";

/** Where a store is, in words that can be handed to another process. */
export type StorePlace = { engine: "sqlite"; dataFolder: string } | { engine: "postgres"; url: string; schema: string };

/** Opens the store at a place; few connections, since many tests share one server. */
export const openAt = async (place: StorePlace): Promise<Store> =>
  place.engine === "sqlite" ? openSqliteStore(place.dataFolder) : openPostgresStore({ ...place, maxConnections: 4 });
