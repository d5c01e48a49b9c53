import { readdir } from "node:fs/promises";
import path from "node:path";
import { formatOf } from "../domain/parsed-file.ts";

/** Files of a folder without a manifest, by path relative to it with forward slashes, in a stable order. */
export type ListedFiles = { readable: string[]; unsupported: string[] };

/** The manifest and its companions: configuration, never sources. */
const configFile = /^(?:sources|glossary|wording|routes|reps|slack)\.ya?ml$/u;

const byCodePoint = (left: string, right: string): number => (left < right ? -1 : left > right ? 1 : 0);

/**
 * Walks a folder for files that can be read. Names that begin with a dot and YAML configuration are passed over.
 * Symbolic links are not followed, so that a link cannot lead out of the folder or round in circles.
 */
export const listSourceFiles = async (folder: string): Promise<ListedFiles> => {
  const listed: ListedFiles = { readable: [], unsupported: [] };
  const visit = async (relative: string): Promise<void> => {
    const entries = await readdir(path.join(folder, relative), { withFileTypes: true });
    for (const entry of entries.sort((left, right) => byCodePoint(left.name, right.name))) {
      if (entry.name.startsWith(".")) continue;
      const name = relative === "" ? entry.name : `${relative}/${entry.name}`;
      if (entry.isDirectory()) await visit(name);
      else if (!entry.isFile() || (relative === "" && configFile.test(entry.name))) continue;
      else if (formatOf(entry.name) === null) listed.unsupported.push(name);
      else listed.readable.push(name);
    }
  };
  await visit("");
  return listed;
};
