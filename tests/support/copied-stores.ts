import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import type { backUp } from "../../src/compose-copies.ts";
import type { StoreEngine } from "./store-engines.ts";
import type { StorePlace } from "./store-place.ts";

type CopyConfig = Parameters<typeof backUp>[0];

/** The settings with which the store at a place is copied and brought back. Its secret and copies are in `dataFolder`. */
export const configOf = (place: StorePlace, dataFolder: string, over: Partial<CopyConfig> = {}): CopyConfig => ({
  dataFolder: place.engine === "sqlite" ? place.dataFolder : dataFolder,
  store: place.engine === "sqlite" ? { engine: "sqlite" } : place,
  memberSecret: null,
  backupPassphrase: null,
  knowledgeFolder: path.resolve("knowledge"),
  defaultsFolder: path.resolve("knowledge"),
  ...over,
});

/** Folders that go when `removeAll` is called. */
export const temporaryFolders = () => {
  const folders: string[] = [];
  return {
    make: (): string => {
      const folder = mkdtempSync(path.join(tmpdir(), "noticeboard-copies-"));
      folders.push(folder);
      return folder;
    },
    removeAll: () => {
      for (const folder of folders) rmSync(folder, { recursive: true, force: true });
    },
  };
};

/** Every row of every table of a store as texts, asked of the engine itself; bytes as hex. */
export const rowsOf = async (engine: StoreEngine, place: StorePlace): Promise<Record<string, string[]>> => {
  const names =
    place.engine === "sqlite"
      ? "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite\\_%' ESCAPE '\\'"
      : "SELECT tablename AS name FROM pg_tables WHERE schemaname = current_schema() AND tablename <> 'noticeboard_schema'";
  const tables = (await engine.sql(place, names)).map(({ name }) => String(name)).sort();
  const inHex = (value: unknown) => (value instanceof Uint8Array ? Buffer.from(value).toString("hex") : value);
  const rows: Record<string, string[]> = {};
  for (const table of tables) {
    const found = await engine.sql(place, `SELECT * FROM ${table}`);
    rows[table] = found
      .map((row) =>
        JSON.stringify(
          Object.keys(row)
            .sort()
            .map((column) => {
              const value = inHex(row[column]);
              // The tests' client reads PostgreSQL's 64-bit numbers as text.
              return [column, typeof value === "number" ? String(value) : value];
            }),
        ),
      )
      .sort();
  }
  return rows;
};
