import { randomBytes } from "node:crypto";
import { type AddressInfo, connect, createServer, type Socket } from "node:net";
import { inspect } from "node:util";
import { Client } from "pg";
import { afterAll, describe, expect, onTestFinished, test } from "vitest";
import { connectionPool } from "../../../src/adapters/postgres/connection-pool.ts";
import { openPostgresStore } from "../../../src/adapters/postgres/open-postgres-store.ts";
import { placeOfDatabase } from "../../../src/adapters/postgres/place-of-database.ts";
import { newCase } from "../../support/new-case.ts";
import { pageOf, receiptOf } from "../../support/receipts.ts";
import { postgresEngine, postgresMissing, sqliteEngine, testDatabaseUrl } from "../../support/store-engines.ts";
import { openAt } from "../../support/store-place.ts";

const password = "horse-battery";
const at = (change: (address: URL) => void): string => {
  const address = new URL(testDatabaseUrl);
  address.password = password;
  change(address);
  return address.href;
};
const openingFaultOf = async (url: string): Promise<unknown> =>
  openPostgresStore({ url, schema: null, maxConnections: 1 }).then(
    (store) => store.close().then(() => "opened"),
    (fault) => fault,
  );

describe("a PostgreSQL that cannot be opened", () => {
  test.each([
    [
      "nobody listens",
      "postgres://u:horse-battery@127.0.0.1:1/board",
      /on 127.0.0.1:1, cannot be opened \(ECONNREFUSED\). Start PostgreSQL there/,
    ],
    [
      "no such host",
      "postgres://u:horse-battery@no-such-host.invalid/board",
      /database board on no-such-host.invalid:5432.*ENOTFOUND/,
    ],
  ])("%s: says what to do, without the password", async (_name, url, says) => {
    const fault = await openingFaultOf(url);
    expect(fault).toMatchObject({ name: "StoreFault", code: "cannot_open", message: expect.stringMatching(says) });
    expect(inspect(fault, { depth: 9, showHidden: true })).not.toContain(password);
  });

  test("is given up when what listens there never answers", async () => {
    const sockets: Socket[] = [];
    const silent = createServer((socket) => void sockets.push(socket));
    await new Promise<void>((resolve) => silent.listen(0, "127.0.0.1", resolve));
    const { port } = silent.address() as AddressInfo;
    const pool = connectionPool({
      url: `postgres://u@127.0.0.1:${port}/x`,
      schema: null,
      maxConnections: 1,
      connectTimeoutMs: 200,
    });
    await expect(pool.connect()).rejects.toThrow(/timeout/);
    for (const socket of sockets) socket.destroy();
    silent.close();
  });
});

test.each([
  ["postgres://u:p@db.example.org:6432/board", null, "database board on db.example.org:6432"],
  ["postgresql://u:p@db.example.org", null, "its user's database on db.example.org:5432"],
  ["postgres://u:p@%2Fvar%2Frun/a%20b", null, "database a b on /var/run:5432"],
  ["postgres:///board?host=/run/pg&user=u&password=p", "trial", "database board on /run/pg:5432, schema trial"],
  ["postgres://u:p@[::1]/board", null, "database board on [::1]:5432"],
])("%s is told as what can be shown", (url, schema, says) => {
  expect(placeOfDatabase(url, schema)).toBe(says);
});

describe.skipIf(postgresMissing !== null)(`with PostgreSQL${postgresMissing === null ? "" : ` (${postgresMissing})`}`, () => {
  const engine = postgresEngine();
  const name = `test_${randomBytes(6).toString("hex")}`;
  const asAdministrator = async (...statements: string[]): Promise<void> => {
    const client = new Client({ connectionString: testDatabaseUrl });
    await client.connect();
    for (const statement of statements) await client.query(statement);
    await client.end();
  };
  afterAll(async () => {
    await engine.dropAll();
    await asAdministrator(
      `DROP DATABASE IF EXISTS ${name}_english`,
      `DROP DATABASE IF EXISTS ${name}_latin`,
      `DROP DATABASE IF EXISTS ${name}`,
      `DROP ROLE IF EXISTS ${name}`,
    );
  });

  test("what is wrong with the database, its user or its rights is told with what to do", async () => {
    await asAdministrator(
      `CREATE ROLE ${name} LOGIN`,
      `CREATE DATABASE ${name} TEMPLATE template0`,
      `CREATE DATABASE ${name}_latin TEMPLATE template0 ENCODING 'LATIN1' LOCALE 'C'`,
    );
    const cases: [url: string, says: RegExp][] = [
      [at((address) => (address.pathname = "/no_such_database")), /no_such_database.*3D000.*createdb/],
      [at((address) => (address.username = "no_such_role")), /28(000|P01).*Correct the user/],
      [at((address) => (address.pathname = `/${name}_latin`)), /keeps text as LATIN1, not UTF-8.*createdb --encoding=UTF8/],
      [
        at((address) => {
          address.username = name;
          address.pathname = `/${name}`;
        }),
        /42501.*make it the owner/,
      ],
      [
        at((address) => {
          address.pathname = `/${name}`;
          address.searchParams.set("options", "-c default_transaction_read_only=on");
        }),
        /25006.*only reads/,
      ],
    ];
    for (const [url, says] of cases) {
      const fault = await openingFaultOf(url);
      expect(fault).toMatchObject({ code: "cannot_open", message: expect.stringMatching(says) });
      expect(inspect(fault, { depth: 9, showHidden: true })).not.toContain(password);
    }
  });

  test("has the tables and columns that SQLite has, and nothing else", async () => {
    const place = engine.newPlace();
    await (await openAt(place)).close();
    const sqlite = sqliteEngine();
    const folder = sqlite.newPlace();
    await (await openAt(folder)).close();
    const inSqlite = await sqlite.sql(
      folder,
      `SELECT m.name || '.' || c.name AS name, CASE WHEN c."notnull" OR c.pk THEN 'NO' ELSE 'YES' END AS may_be_null
       FROM sqlite_schema m, pragma_table_info(m.name) c WHERE m.type = 'table' AND m.name NOT LIKE 'sqlite%' ORDER BY 1`,
    );
    const inPostgres = await engine.sql(
      place,
      `SELECT table_name || '.' || column_name COLLATE "C" AS name, is_nullable AS may_be_null FROM information_schema.columns
       WHERE table_schema = current_schema() AND table_name <> 'noticeboard_schema' ORDER BY 1`,
    );
    expect(inSqlite.length).toBeGreaterThan(90);
    expect(inPostgres).toEqual(inSqlite.map((row) => ({ ...row })));
    await sqlite.dropAll();
  });

  test("connections say who they are, cannot hang for ever, and are on disk when they say so", async () => {
    const place = engine.newPlace();
    if (place.engine !== "postgres") throw new Error("another engine");
    const options = "-c synchronous_commit=off -c default_transaction_isolation=serializable";
    const pool = connectionPool({
      ...place,
      url: at((address) => address.searchParams.set("options", options)),
      maxConnections: 1,
    });
    const client = await pool.connect();
    const settings = ["application_name", "statement_timeout", "idle_in_transaction_session_timeout", "synchronous_commit"];
    const told = [...settings, "default_transaction_isolation", "search_path"];
    const { rows } = await client.query<Record<string, string>>(
      `SELECT ${told.map((each) => `current_setting('${each}') AS ${each}`).join(", ")}`,
      [],
    );
    expect(rows).toEqual([
      {
        application_name: "noticeboard",
        statement_timeout: "30s",
        idle_in_transaction_session_timeout: "1min",
        synchronous_commit: "on",
        default_transaction_isolation: "read committed",
        search_path: `"${place.schema}"`,
      },
    ]);
    client.release();
    await pool.end();
  });

  test("ids are ordered by their bytes in a database that orders by language", async () => {
    await asAdministrator(`CREATE DATABASE ${name}_english TEMPLATE template0 LOCALE_PROVIDER icu ICU_LOCALE 'en-GB'`);
    const url = at((address) => (address.pathname = `/${name}_english`));
    const { knowledge, close } = await openPostgresStore({ url, schema: null, maxConnections: 1 });
    const upserted = ["b", "B", "a-c", "ab"].map((id) => pageOf(id, { Part: ["Text."] }));
    await knowledge.apply({ upserted, removedSourceIds: [], unreadable: [] });
    expect((await knowledge.snapshot()).documents.map(({ sourceId }) => sourceId)).toEqual(["B", "a-c", "ab", "b"]);
    await close();
  });

  test("a number that JavaScript cannot hold is refused, not rounded", async () => {
    const place = engine.newPlace();
    const { spend, close } = await openAt(place);
    await spend.reserve("day", 1, 10);
    await engine.sql(place, "UPDATE model_spend SET micro_usd = 9007199254740993");
    await expect(spend.spent("day")).rejects.toThrow(RangeError);
    await close();
  });

  test("a fault names no stored value, since faults are logged", async () => {
    const { receipts, cases, close } = await openAt(engine.newPlace());
    const receipt = receiptOf("A-0000000001", [], { text: "words of a member" });
    await receipts.save(receipt);
    const twice: unknown = await receipts.save(receipt).catch((fault) => fault);
    const missing: unknown = await cases
      .open(newCase({ question: "words of a member", topic: null as unknown as string }))
      .catch((fault) => fault);
    expect([twice, missing]).toMatchObject([{ code: "23505" }, { code: "23502" }]);
    for (const fault of [twice, missing])
      expect(inspect(fault, { depth: 9, showHidden: true })).not.toMatch(/A-0000000001|words/);
    await close();
  });

  test("answers that quote the same new passages in another order never wait for each other's", async () => {
    const place = engine.newPlace();
    if (place.engine !== "postgres") throw new Error("another engine");
    const url = at((address) => address.searchParams.set("application_name", name));
    const { together, receipts, close } = await openAt({ ...place, url });
    const quoting = (id: string, pages: readonly string[]) =>
      receiptOf(
        id,
        pages.map((page) => [[pageOf(page, { Part: ["Text."] }), "Text."]] as const),
      );
    const pages = ["a", "b", "c", "d", "e", "f", "g", "h", "i"];
    const waiting = `SELECT 1 FROM pg_stat_activity WHERE application_name = '${name}' AND wait_event_type = 'Lock'`;
    let saving: Promise<unknown> = Promise.resolve();
    // Both are held up by a passage that a third answer has written, in the middle of what each has to write; then that one is taken back.
    const third = together(async (inside) => {
      await inside.receipts.save(quoting("A-3", ["e"]));
      saving = Promise.all([receipts.save(quoting("A-1", pages)), receipts.save(quoting("A-2", [...pages].reverse()))]);
      while ((await engine.sql(place, waiting)).length < 2) await Promise.race([saving, new Promise(setImmediate)]);
      throw new Error("taken back");
    });
    await expect(third).rejects.toThrow("taken back");
    await saving;
    for (const id of ["A-1", "A-2"]) expect((await receipts.read(id))?.faults).toEqual([]);
    await close();
  });

  test("a connection that goes silent is given up and replaced, also in the middle of a transaction", async () => {
    const { hostname, port } = new URL(testDatabaseUrl);
    const [open, all]: [Socket[], Socket[]] = [[], []];
    const between = createServer((near) => {
      const far = connect(Number(port || 5432), hostname);
      near.pipe(far).pipe(near);
      for (const socket of [near, far]) for (const list of [open, all]) list.push(socket.on("error", () => undefined));
    });
    /** As when a cable is pulled: nothing comes, and nobody says why. */
    const fallSilent = (): void => {
      for (const socket of open.splice(0)) socket.unpipe().pause();
    };
    onTestFinished(() => {
      between.close();
      for (const socket of all) socket.destroy();
    });
    await new Promise<void>((resolve) => between.listen(0, "127.0.0.1", resolve));
    const url = at((address) => (address.port = String((between.address() as AddressInfo).port)));
    const place = engine.newPlace();
    if (place.engine !== "postgres") throw new Error("another engine");
    const store = await openPostgresStore({ ...place, url, maxConnections: 1, answerTimeoutMs: 500 });
    await store.cases.open(newCase());
    fallSilent();
    await expect(store.cases.recent(1)).rejects.toThrow("timeout");
    expect(await store.cases.recent(5)).toHaveLength(1);
    const torn = store.together(async (inside) => {
      await inside.cases.open(newCase());
      fallSilent();
      await inside.cases.open(newCase());
    });
    await expect(torn).rejects.toThrow("timeout");
    // The server still holds the torn transaction, until its own time-outs; what it wrote is not there.
    expect(await store.cases.recent(5)).toHaveLength(1);
    await store.close();
  });

  test("connections that the server ends are replaced, idle ones and one in the middle of its work", async () => {
    const place = engine.newPlace();
    if (place.engine !== "postgres") throw new Error("another engine");
    const url = at((address) => address.searchParams.set("application_name", name));
    const { together, cases, close } = await openAt({ ...place, url });
    const others = `SELECT pg_terminate_backend(pid) AS ended FROM pg_stat_activity WHERE application_name = '${name}'`;
    await Promise.all([cases.open(newCase()), cases.open(newCase()), cases.open(newCase())]);
    const torn = together(async (inside) => {
      await inside.cases.open(newCase({ question: "torn" }));
      // Nobody waits for this connection when it goes: without a listener that would end the process.
      expect((await engine.sql(place, others)).length).toBeGreaterThan(1);
      await new Promise((resolve) => setTimeout(resolve, 50));
      await inside.cases.open(newCase({ question: "torn" }));
    });
    await expect(torn).rejects.toThrow(/connection/i);
    for (let each = 0; each < 6; each += 1) await cases.open(newCase({ question: `after ${each}` }));
    const asked = (await cases.recent(20)).map(({ question }) => question);
    expect(asked).toHaveLength(9);
    expect(asked).not.toContain("torn");
    await close();
  });
});
