/**
 * SQLite's result codes of a disk or a lock, whatever was to be written: BUSY, LOCKED, READONLY, IOERR, FULL, CANTOPEN, PROTOCOL
 * (https://sqlite.org/rescode.html). Extended codes carry them in their last byte.
 */
const sqliteCodes = new Set([5, 6, 8, 10, 13, 14, 15]);

/**
 * PostgreSQL's: connections (08), no resources (53), an operator (57P), the system (58), a server that only reads (25006), a wait that was
 * cut (57014, 40P01); see appendix A of its manual.
 */
const postgresCodes = /^(08...|53...|57P..|58...|25006|57014|40P01)$/;

/** Node's, of a connection that broke or was never made. */
const connectionCodes = /^(ECONN|EPIPE|ENOTFOUND|EAI_AGAIN|EHOST|ENET|ETIMEDOUT)/;

/** What pg says without any code. */
const pgWords = /timeout|connection (to PostgreSQL was lost|terminated|ended)|not queryable|client was closed/i;

/**
 * Whether a fault says that the store is out of order, so that any other work would have failed as well. False for what may be the fault of
 * what was to be written.
 */
export const isStoreOutage = (fault: unknown): boolean => {
  if (!(fault instanceof Error)) return false;
  const { code, errcode } = fault as { code?: unknown; errcode?: unknown };
  if (typeof errcode === "number") return sqliteCodes.has(errcode & 0xff);
  if (typeof code === "string") return postgresCodes.test(code) || connectionCodes.test(code);
  return pgWords.test(fault.message);
};
