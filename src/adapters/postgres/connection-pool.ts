import type { PostgresPool, PostgresPoolClient } from "kysely";
import { Pool, type PoolClient, types } from "pg";
import { StoreFault } from "../store/store-fault.ts";

/**
 * Which database, `schema` null for the one that its user meets first; `maxConnections` at once from this process. A server that says
 * nothing is given up after `connectTimeoutMs`, a connection that says nothing to a statement after `answerTimeoutMs`. `alone`: while this
 * process is connected nobody else uses the store, as when it is replaced.
 */
export type PoolSettings = {
  url: string;
  schema: string | null;
  maxConnections: number;
  connectTimeoutMs?: number;
  answerTimeoutMs?: number;
  alone?: boolean;
};

const defaultConnectTimeoutMs = 10_000;
const statementTimeoutMs = 30_000;
/** A process that hangs inside a transaction must not hold its locks for ever. */
const idleInTransactionTimeoutMs = 60_000;
/** Later than the server's own time-out: only a connection that died without a word comes this far. */
const defaultAnswerTimeoutMs = statementTimeoutMs + 10_000;
const keepAliveAfterMs = 10_000;

/** pg hands 64-bit numbers over as text. Throws `RangeError` for one that JavaScript cannot hold exactly. */
const wholeNumber = (digits: string): number => {
  const value = Number(digits);
  if (!Number.isSafeInteger(value)) throw new RangeError(`${digits} is beyond the whole numbers that can be held exactly`);
  return value;
};

const readers: Pick<typeof types, "getTypeParser"> = {
  getTypeParser: ((oid: number, format?: "text" | "binary") =>
    oid === types.builtins.INT8 && format !== "binary"
      ? wholeNumber
      : types.getTypeParser(oid, format as "text")) as typeof types.getTypeParser,
};

/**
 * What the promises rest on, whatever the database's defaults: a commit is on disk when it is confirmed, and transactions see what
 * others have committed. A stricter setting than plain `on` is left as it is.
 */
const prepareSession = async (client: PoolClient, schema: string | null): Promise<void> => {
  await client.query(
    `SELECT set_config('default_transaction_isolation', 'read committed', false),
      set_config('synchronous_commit', CASE current_setting('synchronous_commit')
        WHEN 'off' THEN 'on' ELSE current_setting('synchronous_commit') END, false)`,
  );
  if (schema !== null) await client.query("SELECT set_config('search_path', $1, false)", [client.escapeIdentifier(schema)]);
};

/** The first half of the key that says who uses a store; the second is made of its schema. "note" in ASCII. */
const useLock = 0x6e6f7465;

/**
 * Every connection holds a lock that says that the store is in use, for as long as it lasts; whoever replaces the store must have it alone.
 * Throws `StoreFault` with `in_use` when it cannot be had, without waiting: a service then tries again by itself.
 */
const takeUseLock = async (
  client: PoolClient,
  { schema, alone = false }: Pick<PoolSettings, "schema" | "alone">,
): Promise<void> => {
  const take = alone ? "pg_try_advisory_lock" : "pg_try_advisory_lock_shared";
  const { rows } = await client.query<{ taken: boolean }>(
    `SELECT ${take}($1, hashtext(coalesce($2, current_schema(), ''))) AS taken`,
    [useLock, schema],
  );
  if (rows[0]?.taken === true) return;
  const words = alone
    ? "The store is in use. Stop every service and command that uses it (PostgreSQL lists them in pg_stat_activity as noticeboard), then restore again."
    : "The store is being brought back from a copy. Start again when that is done.";
  throw new StoreFault("in_use", words);
};

/** PostgreSQL names the values of a row that it refuses; those may be a member's words, and faults are logged. */
const withoutValues = (fault: unknown): unknown => {
  if (fault instanceof Error) for (const field of ["detail", "where", "internalQuery"]) Reflect.deleteProperty(fault, field);
  return fault;
};

const guarded = (client: PoolClient): PostgresPoolClient => {
  let isLost = false;
  const query = async (statement: string, parameters: readonly unknown[]): Promise<unknown> => {
    const isRollback = statement === "rollback";
    try {
      if (isLost) throw new Error("the connection to PostgreSQL was lost in the middle of a transaction");
      return await client.query(statement, [...parameters]);
    } catch (fault) {
      // pg goes on waiting for the answer that it gave up, so the next query would wait behind it.
      isLost ||= isRollback || (fault as Error).message === "Query read timeout";
      // The server rolls back by itself when the connection goes, and what went wrong before is the fault to be told.
      if (isRollback) return { command: "ROLLBACK", rowCount: 0, rows: [] };
      throw withoutValues(fault);
    }
  };
  return { query: query as PostgresPoolClient["query"], release: (discard) => client.release(discard || isLost) };
};

/**
 * Connections as kysely takes them, opened when they are needed and replaced when they are lost. Nothing is connected yet, and no
 * message of a fault carries a stored value or the password.
 */
export const connectionPool = ({ url, schema, maxConnections, alone, ...timeouts }: PoolSettings): PostgresPool => {
  const pool = new Pool({
    connectionString: url,
    max: maxConnections,
    application_name: "noticeboard",
    connectionTimeoutMillis: timeouts.connectTimeoutMs ?? defaultConnectTimeoutMs,
    statement_timeout: statementTimeoutMs,
    idle_in_transaction_session_timeout: idleInTransactionTimeoutMs,
    query_timeout: timeouts.answerTimeoutMs ?? defaultAnswerTimeoutMs,
    // Whoever has the store alone must not let go of it because it was thinking.
    ...(alone === true ? { idleTimeoutMillis: 0 } : {}),
    keepAlive: true,
    keepAliveInitialDelayMillis: keepAliveAfterMs,
    types: readers,
    onConnect: async (client) => {
      await prepareSession(client as PoolClient, schema);
      await takeUseLock(client as PoolClient, { schema, ...(alone === undefined ? {} : { alone }) });
    },
  });
  // Whoever waits for an answer is told through it. Without a listener, a connection that is lost while nobody waits ends the process.
  pool.on("error", () => undefined);
  pool.on("connect", (client) => client.on("error", () => undefined));
  return { connect: async () => guarded(await pool.connect()), end: () => pool.end(), options: {} };
};
