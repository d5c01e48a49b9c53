import { existsSync, readdirSync, readFileSync } from "node:fs";
import { extname, join, relative } from "node:path";
import { parse } from "yaml";

/** Finds the files that a source id may stand for; more than one only when a folder holds files of one name. */
export type SourceFinder = (sourceId: string) => string[];

const readable = new Set([".md", ".html", ".htm", ".txt", ".pdf"]);

/**
 * Learns which file each source id stands for: by `sources.yaml` when the folder has one, else by file name,
 * with or without its ending, folders and odd characters folded to hyphens.
 */
export const sourceFinder = (knowledgeDir: string): SourceFinder => {
  const manifest = join(knowledgeDir, "sources.yaml");
  if (existsSync(manifest)) {
    const rows = (parse(readFileSync(manifest, "utf8")) as { sources: { id: string; file: string }[] }).sources;
    const files = new Map(rows.map((row) => [row.id, join(knowledgeDir, row.file)]));
    return (sourceId) => [files.get(sourceId)].filter((file) => file !== undefined);
  }
  const files = readdirSync(knowledgeDir, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && readable.has(extname(entry.name).toLowerCase()))
    .map((entry) => join(entry.parentPath, entry.name));
  return (sourceId) => {
    const wanted = slug(sourceId);
    const byWhole = files.filter((file) => namesOf(knowledgeDir, file, false).includes(wanted));
    return byWhole.length > 0 ? byWhole : files.filter((file) => namesOf(knowledgeDir, file, true).includes(wanted));
  };
};

const slug = (name: string): string =>
  name
    .toLowerCase()
    .replace(/[^a-z0-9]+/gu, "-")
    .replace(/^-|-$/gu, "");

const namesOf = (root: string, file: string, withoutEnding: boolean): string[] => {
  const path = relative(root, file);
  const cut = withoutEnding ? path.slice(0, -extname(path).length) : path;
  return [slug(cut), slug(cut.split(/[\\/]/u).at(-1) ?? cut)];
};
