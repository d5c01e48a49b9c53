import { afterAll, describe } from "vitest";
import { everyStoreContract } from "../../contracts/every-store.contract.ts";
import { postgresEngine, postgresMissing } from "../../support/store-engines.ts";

describe.skipIf(postgresMissing !== null)(`with PostgreSQL${postgresMissing === null ? "" : ` (${postgresMissing})`}`, () => {
  const engine = postgresEngine();
  afterAll(() => engine.dropAll());
  everyStoreContract(engine, (version) => `UPDATE noticeboard_schema SET version = ${version}`);
});
