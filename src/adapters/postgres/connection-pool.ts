import type { PostgresPool, PostgresPoolClient } from "kysely";
import { Pool, type PoolClient, types } from "pg";

/**
 * Which database, `schema` null for the one that its user meets first; `maxConnections` at once from this process. A server that says
 * nothing is given up after `connectTimeoutMs`, a connection that says nothing to a statement after `answerTimeoutMs`.
 */
export type PoolSettings = {
  url: string;
  schema: string | null;
  maxConnections: number;
  connectTimeoutMs?: number;
  answerTimeoutMs?: number;
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
export const connectionPool = ({ url, schema, maxConnections, ...timeouts }: PoolSettings): PostgresPool => {
  const pool = new Pool({
    connectionString: url,
    max: maxConnections,
    application_name: "noticeboard",
    connectionTimeoutMillis: timeouts.connectTimeoutMs ?? defaultConnectTimeoutMs,
    statement_timeout: statementTimeoutMs,
    idle_in_transaction_session_timeout: idleInTransactionTimeoutMs,
    query_timeout: timeouts.answerTimeoutMs ?? defaultAnswerTimeoutMs,
    keepAlive: true,
    keepAliveInitialDelayMillis: keepAliveAfterMs,
    types: readers,
    onConnect: (client) => prepareSession(client as PoolClient, schema),
  });
  // Whoever waits for an answer is told through it. Without a listener, a connection that is lost while nobody waits ends the process.
  pool.on("error", () => undefined);
  pool.on("connect", (client) => client.on("error", () => undefined));
  return { connect: async () => guarded(await pool.connect()), end: () => pool.end(), options: {} };
};
