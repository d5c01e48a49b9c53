import { readdirSync, readFileSync } from "node:fs";
import { join, relative } from "node:path";

/** A source file by its path from the project's root, with forward slashes. */
export type SourceText = { path: string; text: string };

/** Reads every .ts file under the given folders of `root`; a folder that is missing counts as empty. */
export const typescriptFiles = (root: string, folders: string[]): SourceText[] =>
  folders.flatMap((folder) =>
    listFolder(join(root, folder))
      .filter((file) => file.endsWith(".ts"))
      .sort()
      .map((file) => ({ path: relative(root, file).replaceAll("\\", "/"), text: readFileSync(file, "utf8") })),
  );

const listFolder = (folder: string): string[] => {
  try {
    return readdirSync(folder, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => join(entry.parentPath, entry.name));
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return [];
    throw error;
  }
};
