import { openSqliteStore } from "./adapters/sqlite/open-sqlite-store.ts";
import type { Store } from "./adapters/store/store.ts";
import type { Config } from "./config.ts";

/** Opens the store that the settings name, on its engine. Throws `StoreFault`, which says what to do. */
export const openStore = async ({ dataFolder }: Pick<Config, "dataFolder">): Promise<Store> => openSqliteStore(dataFolder);
