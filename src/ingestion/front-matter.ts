import { parse } from "yaml";
import { z } from "zod";
import { CalendarDay, SourceKind, Standing } from "../domain/source.ts";
import { readDay } from "./read-day.ts";

/** The keys of front matter that are understood; others are left to the site builder that wrote them. */
export type FrontMatter = {
  title: string | null;
  url: string | null;
  publisher: string | null;
  publishedOn: string | null;
  updatedOn: string | null;
  kind: SourceKind | null;
  standing: Standing | null;
};

const none: FrontMatter = {
  title: null,
  url: null,
  publisher: null,
  publishedOn: null,
  updatedOn: null,
  kind: null,
  standing: null,
};

const day = (value: unknown): string | null => {
  if (value instanceof Date) return Number.isNaN(value.getTime()) ? null : value.toISOString().slice(0, 10);
  const text = typeof value === "string" ? value.trim() : "";
  return CalendarDay.safeParse(text).success ? text : readDay(text);
};
const words = (value: unknown): string | null => (typeof value === "string" && value.trim() !== "" ? value.trim() : null);
const oneOf = <T extends string>(schema: z.ZodType<T>, value: unknown): T | null => schema.safeParse(value).data ?? null;

/**
 * Splits YAML front matter from the text below it. `date`, `lastmod` and the like, as common site builders write them, are understood
 * beside our own keys. Front matter that is not valid YAML is left in the text, so that nothing is lost unseen.
 */
export const readFrontMatter = (text: string): { matter: FrontMatter; body: string } => {
  const match = /^\uFEFF?---[ \t]*\r?\n([\s\S]*?)\r?\n(?:---|\.\.\.)[ \t]*(?:\r?\n|$)/u.exec(text);
  if (match === null) return { matter: none, body: text };
  let values: unknown;
  try {
    values = parse(match[1] ?? "", { maxAliasCount: 10 });
  } catch {
    return { matter: none, body: text };
  }
  const record = z.record(z.string(), z.unknown()).safeParse(values ?? {});
  if (!record.success) return { matter: none, body: text };
  const keys = record.data;
  const url = words(keys.url ?? keys.canonical);
  const matter: FrontMatter = {
    title: words(keys.title),
    url: url !== null && /^https?:\/\//u.test(url) && URL.canParse(url) ? url : null,
    publisher: words(keys.publisher),
    publishedOn: day(keys.publishedOn ?? keys.published ?? keys.date),
    updatedOn: day(keys.updatedOn ?? keys.updated ?? keys.lastmod ?? keys.last_updated),
    kind: oneOf(SourceKind, keys.kind),
    standing: oneOf(Standing, keys.standing),
  };
  return { matter, body: text.slice(match[0].length) };
};
