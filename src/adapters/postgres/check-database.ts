import { sql } from "kysely";
import { schemaVersion } from "../store/migrations/migrations.ts";
import type { StoreCheck } from "../store/store.ts";
import type { Tables } from "../store/tables.ts";

type Server = { version: string; fsync: string; is_encrypted: boolean | null; is_near: boolean };

/** What the server tells of itself and of this connection; over a socket file there is no address, and nobody between. */
const ask = async (tables: Tables): Promise<Server> => {
  const { rows } = await sql<Server>`
    SELECT current_setting('server_version') AS version, current_setting('fsync') AS fsync,
      (SELECT ssl FROM pg_stat_ssl WHERE pid = pg_backend_pid()) AS is_encrypted,
      coalesce(inet_client_addr() <<= '127.0.0.0/8' OR inet_client_addr() = '::1', true) AS is_near`.execute(tables);
  return rows[0]!;
};

/** Whether the database answers, and whether it keeps its promises. `place` names it without any password. Rejects when it does not answer. */
export const checkDatabase = async (tables: Tables, place: string): Promise<StoreCheck> => {
  const server = await ask(tables);
  const risks = [
    ...(server.fsync === "off"
      ? ["its fsync is off, so a power cut loses what was confirmed: switch it on in postgresql.conf"]
      : []),
    ...(server.is_near || server.is_encrypted
      ? []
      : ["members' words travel to it in the open: add ?sslmode=verify-full to DATABASE_URL"]),
  ];
  const name = `PostgreSQL ${server.version.split(" ")[0]}, ${place}, tables version ${schemaVersion}`;
  return { isGood: risks.length === 0, says: [name, ...risks].join("; ") };
};
