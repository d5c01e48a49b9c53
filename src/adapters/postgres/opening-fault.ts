import { StoreFault } from "../store/store-fault.ts";

const start = "Start PostgreSQL there, or correct the host and port in DATABASE_URL.";
const credentials = "Correct the user and password in DATABASE_URL.";
const rights = "The user of DATABASE_URL must be allowed to create tables there: make it the owner of the database.";

/** What to do, by the code of Node (https://nodejs.org/api/errors.html) or PostgreSQL (appendix A of its manual). */
const todoByCode: Readonly<Record<string, string>> = {
  ECONNREFUSED: start,
  ECONNRESET: start,
  ENOTFOUND: start,
  EAI_AGAIN: start,
  ETIMEDOUT: start,
  EHOSTUNREACH: start,
  "28P01": credentials,
  "28000": "Correct the user in DATABASE_URL, or allow it in the server's pg_hba.conf.",
  "3D000": "Make the database with createdb, or correct its name in DATABASE_URL.",
  "42501": rights,
  "25006": "The server only reads, as a standby does. Name the primary in DATABASE_URL.",
  "53300": "The server has no connection left. Close other programs, or raise its max_connections.",
  "57P03": "The server is starting or stopping. Try again in a moment.",
};

/** A fault while opening as one that says what to do. `place` names the database without any password. */
export const openingFault = (place: string, cause: unknown): StoreFault => {
  if (cause instanceof StoreFault) return cause;
  const { code, message } = cause as { code?: unknown; message?: string };
  const known = todoByCode[String(code)];
  const todo = known ?? (message?.includes("timeout") ? start : "Check DATABASE_URL and the server's log.");
  const reason = code === undefined ? "" : ` (${String(code)})`;
  return new StoreFault("cannot_open", `The store, ${place}, cannot be opened${reason}. ${todo}`, { cause });
};
