import { afterAll } from "vitest";
import { everyStoreContract } from "../../contracts/every-store.contract.ts";
import { sqliteEngine } from "../../support/store-engines.ts";

const engine = sqliteEngine();
afterAll(() => engine.dropAll());
everyStoreContract(engine, (version) => `PRAGMA user_version = ${version}`);
