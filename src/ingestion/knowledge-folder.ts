import { realpath, stat } from "node:fs/promises";
import path from "node:path";
import type { z } from "zod";
import {
  GlossaryFile,
  type KnowledgeConfig,
  RepsFile,
  RoutesFile,
  SlackFile,
  SourcesFile,
  WordingFile,
} from "../domain/knowledge-config.ts";
import { formatOf } from "../domain/parsed-file.ts";
import type { SourceEntry } from "../domain/source.ts";
import type { UnreadableSource } from "../ports/knowledge-store.ts";
import { KnowledgeError } from "./knowledge-error.ts";
import { listSourceFiles } from "./list-source-files.ts";
import { readYamlFile } from "./read-yaml-file.ts";
import { sourceIds } from "./source-ids.ts";

/** A checked knowledge folder. `unsupported` names files of a folder without a manifest that no parser reads. */
export type KnowledgeFolder = KnowledgeConfig & { unsupported: UnreadableSource[] };

const isFile = async (file: string): Promise<boolean> => (await stat(file).catch(() => null))?.isFile() ?? false;

const checkEntry = async (folder: string, entry: SourceEntry, field: string): Promise<void> => {
  const file = "sources.yaml";
  const resolved = path.resolve(folder, entry.file);
  const relative = path.relative(folder, resolved);
  const real = await realpath(resolved).catch(() => resolved);
  const realRelative = path.relative(await realpath(folder), real);
  if ([relative, realRelative].some((place) => /^\.\.(?:[/\\]|$)/u.test(place) || path.isAbsolute(place) || place === "")) {
    const problem = `"${entry.file}" lies outside the knowledge folder`;
    throw new KnowledgeError({ code: "path_outside_folder", file, field, problem, todo: "Move the file into the folder." });
  }
  if (formatOf(entry.file) === null) {
    const problem = `"${entry.file}" is of a type that cannot be read`;
    throw new KnowledgeError({ code: "unsupported_type", file, field, problem, todo: "Use .md, .html, .htm, .txt or .pdf." });
  }
  if (!(await isFile(resolved))) {
    const problem = `"${entry.file}" does not exist`;
    throw new KnowledgeError({ code: "missing_file", file, field, problem, todo: "Add the file or remove its row." });
  }
};

const refuseDuplicates = (sources: SourceEntry[]): void => {
  for (const key of ["id", "file"] as const) {
    const seen = new Set<string>();
    for (const [index, entry] of sources.entries()) {
      const value = key === "file" ? path.normalize(entry.file) : entry.id;
      if (seen.has(value)) {
        const [code, todo] =
          key === "id"
            ? (["duplicate_id", "Give each source an id of its own."] as const)
            : (["duplicate_file", "List each file once."] as const);
        const field = `sources[${index}].${key}`;
        throw new KnowledgeError({ code, file: "sources.yaml", field, problem: `"${value}" is used twice`, todo });
      }
      seen.add(value);
    }
  }
};

const listedSources = async (folder: string): Promise<SourceEntry[]> => {
  const { sources } = await readYamlFile(path.join(folder, "sources.yaml"), SourcesFile);
  refuseDuplicates(sources);
  for (const [index, entry] of sources.entries()) await checkEntry(folder, entry, `sources[${index}].file`);
  return sources;
};

const foundSources = async (folder: string): Promise<{ sources: SourceEntry[]; unsupported: UnreadableSource[] }> => {
  const { readable, unsupported } = await listSourceFiles(folder);
  const ids = sourceIds([...readable, ...unsupported]);
  const idOf = (file: string): string => ids.get(file) ?? file;
  const message = "this type of file is not read; use .md, .html, .htm, .txt or .pdf";
  return {
    sources: readable.map((file) => ({ id: idOf(file), file, standing: "current" })),
    unsupported: unsupported.map((file) => ({ sourceId: idOf(file), file, code: "unsupported_type", message })),
  };
};

/**
 * Reads and checks a whole knowledge folder. With `sources.yaml` its rows are the sources; without it every readable file is.
 * Glossary, wording, routes and reps that the folder lacks are taken from `defaultsFolder`.
 * Throws `KnowledgeError` on the first fault, so that nothing is ever indexed by halves.
 */
export const readKnowledgeFolder = async (folder: string, defaultsFolder: string): Promise<KnowledgeFolder> => {
  const root = path.resolve(folder);
  if (!((await stat(root).catch(() => null))?.isDirectory() ?? false)) {
    const todo = "Create it, or name another folder with --knowledge.";
    throw new KnowledgeError({ code: "no_folder", file: folder, field: null, problem: "there is no such folder", todo });
  }
  const readOwnOrDefault = async <T>(name: string, schema: z.ZodType<T>): Promise<T> => {
    const own = path.join(root, name);
    return readYamlFile((await isFile(own)) ? own : path.join(defaultsFolder, name), schema);
  };
  // Channels are one workspace's own, so there is nothing to fall back on.
  const slackFile = path.join(root, "slack.yaml");
  const found = (await isFile(path.join(root, "sources.yaml")))
    ? { sources: await listedSources(root), unsupported: [] }
    : await foundSources(root);
  return {
    ...found,
    glossary: await readOwnOrDefault("glossary.yaml", GlossaryFile),
    wording: await readOwnOrDefault("wording.yaml", WordingFile),
    routes: await readOwnOrDefault("routes.yaml", RoutesFile),
    reps: await readOwnOrDefault("reps.yaml", RepsFile),
    slack: (await isFile(slackFile)) ? await readYamlFile(slackFile, SlackFile) : { channels: {} },
  };
};
