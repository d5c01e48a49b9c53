/** SQLite's words and PostgreSQL's for the same thing; the longer ones first, since they hold shorter ones. */
const words: readonly [sqlite: RegExp, postgres: string][] = [
  [/\bINTEGER PRIMARY KEY AUTOINCREMENT\b/g, "BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY"],
  // SQLite's INTEGER holds 64 bits.
  [/\bINTEGER\b/g, "BIGINT"],
  [/\bREAL\b/g, "DOUBLE PRECISION"],
  [/\bBLOB\b/g, "BYTEA"],
  // SQLite compares text byte by byte; a database's own collation could order ids otherwise.
  [/\bTEXT\b/g, 'TEXT COLLATE "C"'],
  [/\) STRICT(?:, WITHOUT ROWID)?;/g, ");"],
];

/** Statements of a migration in PostgreSQL's words. */
export const postgresDdl = (sqlite: string): string => words.reduce((ddl, [from, to]) => ddl.replace(from, to), sqlite);
