import { DatabaseSync } from "node:sqlite";
import { Client } from "pg";
import { describe, expect, test } from "vitest";
import { z } from "zod";
import { attemptFault } from "../../../src/adapters/language-model/attempt-fault.ts";
import { modelFault } from "../../../src/adapters/language-model/model-fault.ts";
import { faultWithoutWords } from "../../../src/adapters/log/fault-without-words.ts";
import { StoreFault } from "../../../src/adapters/store/store-fault.ts";
import { postgresMissing, testDatabaseUrl } from "../../support/store-engines.ts";

const words = "Quentin told me on Tuesday";
const thrownBy = async (work: () => unknown): Promise<unknown> => {
  try {
    await work();
  } catch (fault) {
    return fault;
  }
  throw new Error("nothing was thrown");
};
const inSqlite = (): unknown => {
  const database = new DatabaseSync(":memory:");
  database.exec("CREATE TABLE t (a TEXT)");
  return database.exec(`INSERT INTO t VALUES ('${words}'); SELECT "${words}" FROM nowhere`);
};
const inPostgres = async (): Promise<unknown> => {
  const client = new Client(testDatabaseUrl);
  await client.connect();
  return client.query("SELECT $1::int", [words]).finally(() => client.end());
};

describe("a fault in the log has no words of anybody", () => {
  const named = (name: string): Error => {
    const fault = new Error("x");
    fault.name = name;
    return fault;
  };
  test.each<[what: string, work: () => unknown, type: string]>([
    ["zod, which names the input", () => z.strictObject({ a: z.literal("b") }).parse({ [words]: words }), "ZodError"],
    ["JSON.parse, which quotes it", () => JSON.parse(words), "SyntaxError"],
    ["SQLite, which quotes the statement", inSqlite, "Error"],
    ["a call of fetch", () => fetch(`http://127.0.0.1:64999/${encodeURIComponent(words)}`), "TypeError"],
    ["an address out of form", () => new URL(words), "TypeError"],
    ["a thrown text", () => Promise.reject(words), "string"],
    ["a thrown thing", () => Promise.reject({ message: words, code: words }), "object"],
    ["its name and code", () => Promise.reject(Object.assign(named(words), { code: words, type: words })), "Error"],
    ["a message that looks like a frame", () => Promise.reject(new Error(`a\n    at ${words} (/tmp/a:1:1)\n    at b`)), "Error"],
    [
      "a stack that was set",
      () => Promise.reject(Object.assign(new Error("x"), { stack: `Error: y\n    at ${words}` })),
      "Error",
    ],
    ["a cause", () => Promise.reject(new StoreFault("cannot_open", "The store.", { cause: new Error(words) })), "StoreFault"],
    [
      "several at once",
      () => Promise.any([Promise.reject(new Error(words)), Promise.reject(new RangeError(words))]),
      "AggregateError",
    ],
    ["what a program found wrong", () => (null as unknown as Record<string, () => void>)[words]!(), "TypeError"],
  ])("%s", async (_what, work, type) => {
    const fault = await thrownBy(work);
    const logged = faultWithoutWords(fault);
    expect(logged.type).toBe(type);
    expect(JSON.stringify(logged)).not.toMatch(/Quentin|Tuesday/);
  });

  test.skipIf(postgresMissing !== null)("PostgreSQL, which quotes a value", async () => {
    const fault = await thrownBy(inPostgres);
    expect((fault as Error).message).toContain("Quentin");
    expect(faultWithoutWords(fault)).toMatchObject({ type: "DatabaseError", code: "22P02" });
    expect(JSON.stringify(faultWithoutWords(fault))).not.toContain("Quentin");
  });

  test("an error that cannot be read", () => {
    const fault = new Error("x");
    Object.defineProperty(fault, "cause", {
      get: () => {
        throw new Error(words);
      },
    });
    expect(faultWithoutWords(fault)).toEqual({ type: "Error" });
  });
});

test("a fault keeps what helps: type, code, place, causes, and wording that is ours", async () => {
  const refused = await thrownBy(() => fetch("http://127.0.0.1:64999/"));
  expect(faultWithoutWords(refused)).toMatchObject({ type: "TypeError", cause: { code: "ECONNREFUSED" } });
  const wrong = await thrownBy(() => z.object({ a: z.string() }).parse({}));
  expect(faultWithoutWords(wrong)).toMatchObject({ issues: ["invalid_type"] });
  const own = new StoreFault("cannot_open", "The store /data cannot be opened.", {
    cause: Object.assign(new Error("x"), { code: "EACCES" }),
  });
  const logged = faultWithoutWords(own);
  expect(logged).toMatchObject({ code: "cannot_open", message: own.message, cause: { code: "EACCES" } });
  expect(logged.stack).toMatch(/fault-without-words\.test\.ts:\d+:\d+/);
  const model = modelFault(attemptFault("unauthorised", { status: 401 }), 1, {
    format: "schema",
    tokenLimit: "max_tokens",
  } as never);
  expect(faultWithoutWords(model)).toMatchObject({
    code: "unauthorised",
    message: expect.stringContaining("Check OPENAI_API_KEY"),
  });
  let chain = new Error("deepest");
  for (let depth = 0; depth < 50; depth += 1) chain = new Error("x", { cause: chain });
  expect(JSON.stringify(faultWithoutWords(chain)).match(/"type"/g)).toHaveLength(6);
});
