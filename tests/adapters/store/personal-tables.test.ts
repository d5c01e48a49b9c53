import { afterAll, expect, test } from "vitest";
import { personalTables } from "../../../src/adapters/postgres/scrub-postgres.ts";
import { sqliteEngine } from "../../support/store-engines.ts";
import { openAt } from "../../support/store-place.ts";

const engine = sqliteEngine();
afterAll(() => engine.dropAll());

/** Tables that hold nothing of a person: public pages, ids and codes, and what the service knows of itself. */
const impersonal = [
  "audit",
  "audit_end",
  "chores",
  "documents",
  "erasures",
  "knowledge_state",
  "model_spend",
  "passages",
  "restorations",
  "served_embedding",
  "service_state",
  "sources",
  "unreadable",
  "vectors",
];

test("every table is known to be personal or not: a new one must be erased, or be named here", async () => {
  const place = engine.newPlace();
  const store = await openAt(place);
  const rows = await engine.sql(
    place,
    "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%' ORDER BY name",
  );
  expect(rows.map(({ name }) => name)).toEqual([...personalTables, ...impersonal].sort());
  const reported = (await store.privacy.overview()).map(({ table }) => table);
  expect(personalTables.filter((table) => !reported.includes(table))).toEqual([]);
  await store.close();
});
