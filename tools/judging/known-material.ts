import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join, relative } from "node:path";
import { parse } from "yaml";
import { type SourceFinder, sourceFinder } from "../quotations/find-source.ts";
import { type Readings, readingsOf } from "../quotations/readings.ts";

/** What replies may be made of, read from the folders themselves: nothing here comes from `src`. */
export type KnownMaterial = {
  folder: string;
  filesOf: SourceFinder;
  /** A file's words, or those of one page of a PDF; null when it cannot be read here. */
  readings: (file: string, page: number | null) => Readings;
  /** Web addresses of `sources.yaml`, without fragments. */
  listedUrls: ReadonlySet<string>;
  wording: Readonly<Record<string, string>>;
  contacts: readonly string[];
  /** Ways to say the same: each glossary entry's short and long forms. */
  sameNames: readonly string[][];
  /** Titles of `sources.yaml`. */
  titles: readonly string[];
  /** The words of every file that is no PDF, white space folded. */
  everything: () => string;
};

const yamlOf = <T>(folder: string, defaults: string, name: string): T | null => {
  const file = [join(folder, name), join(defaults, name)].find((path) => existsSync(path));
  return file === undefined ? null : (parse(readFileSync(file, "utf8")) as T);
};

/** Reads a knowledge folder; what it lacks comes from the project's own folder, `defaults`. */
export const readKnownMaterial = (folder: string, defaults: string): KnownMaterial => {
  const read = new Map<string, Readings>();
  let whole: string | undefined;
  const own = join(folder, "sources.yaml");
  const sources = existsSync(own)
    ? (parse(readFileSync(own, "utf8")) as { sources: { url?: string; title?: string }[] }).sources
    : [];
  const reps = yamlOf<{ queues: { contact: string }[] }>(folder, defaults, "reps.yaml");
  const glossary = yamlOf<{ terms?: { short: string; long: string[] }[] }>(folder, defaults, "glossary.yaml");
  return {
    folder,
    filesOf: sourceFinder(folder),
    readings: (file, page) => {
      const key = `${file}#${page}`;
      if (!read.has(key)) read.set(key, readingsOf(file, page));
      return read.get(key) ?? null;
    },
    listedUrls: new Set(sources.flatMap(({ url }) => (url === undefined ? [] : [url]))),
    wording: yamlOf<Record<string, string>>(folder, defaults, "wording.yaml") ?? {},
    contacts: (reps?.queues ?? []).map(({ contact }) => contact),
    sameNames: (glossary?.terms ?? []).map(({ short, long }) => [short, ...long]),
    titles: sources.flatMap(({ title }) => (title === undefined ? [] : [title])),
    everything: () => {
      whole ??= readdirSync(folder, { recursive: true, withFileTypes: true })
        .filter((entry) => entry.isFile() && /\.(?:md|html?|txt)$/iu.test(entry.name))
        .flatMap((entry) => readingsOf(join(entry.parentPath, entry.name), null) ?? [])
        .join("\n");
      return whole;
    },
  };
};

/** True when a citation's address is one of the source's own: listed, written in its page, or the path of its file. */
export const ownsUrl = (known: KnownMaterial, sourceId: string, url: string): boolean => {
  const base = url.split("#")[0]!;
  if (known.listedUrls.has(base)) return true;
  return known.filesOf(sourceId).some((file) => {
    if (encodeURI(relative(known.folder, file)) === base) return true;
    return known.listedUrls.size === 0 && !file.endsWith(".pdf") && readFileSync(file, "utf8").includes(base);
  });
};
