import { randomBytes } from "node:crypto";
import { Client } from "pg";

/** A database of its own for one run. `url` is what services are given; `drop` takes it away with whoever is still connected. */
export type RunDatabase = { url: string; drop(): Promise<void> };

const run = async (url: string, statement: string): Promise<void> => {
  const client = new Client({ connectionString: url, connectionTimeoutMillis: 5000 });
  await client.connect();
  try {
    await client.query(statement);
  } finally {
    await client.end();
  }
};

/** Makes an empty database on the server that `serverUrl` names. Rejects when it cannot be reached or may not make any. */
export const createRunDatabase = async (serverUrl: string): Promise<RunDatabase> => {
  const name = `noticeboard_kill_${randomBytes(6).toString("hex")}`;
  await run(serverUrl, `CREATE DATABASE ${name} ENCODING 'UTF8' TEMPLATE template0`);
  const url = new URL(serverUrl);
  url.pathname = `/${name}`;
  return { url: url.toString(), drop: () => run(serverUrl, `DROP DATABASE ${name} WITH (FORCE)`) };
};
