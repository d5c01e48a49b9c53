import { DatabaseSync } from "node:sqlite";
import { expect, test } from "vitest";
import { isStoreOutage } from "../../../src/adapters/store/is-store-outage.ts";

const thrownBy = (work: () => unknown): unknown => {
  try {
    return work();
  } catch (fault) {
    return fault;
  }
};
const coded = (code: string) => Object.assign(new Error("x"), { code });

test("SQLite that is full or only reads is out of order; a row that it refuses is not", () => {
  const database = new DatabaseSync(":memory:");
  database.exec("CREATE TABLE t (x TEXT UNIQUE); PRAGMA max_page_count = 3");
  const insert = database.prepare("INSERT INTO t VALUES (?)");
  expect(isStoreOutage(thrownBy(() => insert.run("x".repeat(100_000))))).toBe(true);
  insert.run("x");
  expect(isStoreOutage(thrownBy(() => insert.run("x")))).toBe(false);
  expect(isStoreOutage(thrownBy(() => database.prepare("SELECT nonsense")))).toBe(false);
  database.exec("PRAGMA query_only = ON");
  expect(isStoreOutage(thrownBy(() => insert.run("y")))).toBe(true);
});

test.each([
  ["57P01", "08006", "53100", "53300", "57P03", "25006", "ECONNREFUSED", "ECONNRESET", "EPIPE", "ETIMEDOUT"].map(coded),
  ["Connection terminated unexpectedly", "timeout exceeded when trying to connect", "Query read timeout"].map(
    (said) => new Error(said),
  ),
])("PostgreSQL that cannot be reached is out of order", (...faults) => {
  for (const fault of faults) expect(isStoreOutage(fault), fault?.message).toBe(true);
});

test("what a statement did wrong is no outage", () => {
  for (const code of ["23505", "23502", "22P05", "42P01", "54000"]) expect(isStoreOutage(coded(code))).toBe(false);
  expect(isStoreOutage(new Error("a row that is too long"))).toBe(false);
  expect(isStoreOutage("text")).toBe(false);
});
