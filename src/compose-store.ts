import { openPostgresStore } from "./adapters/postgres/open-postgres-store.ts";
import { openSqliteStore } from "./adapters/sqlite/open-sqlite-store.ts";
import type { Store } from "./adapters/store/store.ts";
import type { Config } from "./config.ts";

/** Of one process beside those of its answering thread. PostgreSQL allows 100 by default, for all replicas and whoever else asks. */
const usualConnections = 5;

/** Opens the store that the settings name, on its engine. Throws `StoreFault`, which says what to do. */
export const openStore = async (
  { store, dataFolder }: Pick<Config, "store" | "dataFolder">,
  maxConnections = usualConnections,
): Promise<Store> => (store.engine === "sqlite" ? openSqliteStore(dataFolder) : openPostgresStore({ ...store, maxConnections }));
