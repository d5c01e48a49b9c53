/** The engines that a store can be on. */
export type Engine = "sqlite" | "postgres";

/**
 * One step of the schema: statements in SQLite's words, which `postgres/postgres-ddl.ts` translates word by word, or a text for each
 * engine where more than words differ.
 */
type Step = string | Record<Engine, string>;

/** What takes the schema from one number to the next. */
export type Migration = readonly Step[];
