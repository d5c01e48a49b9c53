import { foldWhiteSpace } from "./fold-white-space.ts";
import type { Page, PageElement } from "./html-page.ts";

/** What the head of a page says: `published` and `updated` are texts still to be read as dates, best evidence first. */
export type PageMetadata = {
  title: string | null;
  url: string | null;
  publisher: string | null;
  published: string[];
  updated: string[];
};

const publishedNames = [
  "article:published_time",
  "og:published_time",
  "citation_publication_date",
  "citation_date",
  "parsely-pub-date",
  "sailthru.date",
  "dcterms.issued",
  "dcterms.created",
  "dc.date.issued",
  "dc.date",
  "dcterms.date",
  "date",
  "pubdate",
  "publish-date",
  "published",
  "govuk:first-published-at",
];
const updatedNames = [
  "article:modified_time",
  "og:updated_time",
  "dcterms.modified",
  "dc.date.modified",
  "last-modified",
  "lastmod",
  "last-updated",
  "revised",
  "modified",
  "govuk:public-updated-at",
  "govuk:updated-at",
];
const siteNames = ["og:site_name", "citation_publisher", "dcterms.publisher", "dc.publisher", "publisher", "application-name"];

type Thing = Record<string, unknown>;
const isThing = (value: unknown): value is Thing => typeof value === "object" && value !== null && !Array.isArray(value);

/** Every object of the page's JSON-LD, articles and pages first, so that the date of an advertised event is not taken for the page's. */
const jsonLdThings = (page: Page): Thing[] => {
  const things: Thing[] = [];
  for (const script of page.documentElement.querySelectorAll('script[type="application/ld+json"]')) {
    let parsed: unknown;
    try {
      parsed = JSON.parse(script.textContent ?? "");
    } catch {
      continue;
    }
    for (const top of Array.isArray(parsed) ? parsed : [parsed]) {
      if (!isThing(top)) continue;
      const graph = Array.isArray(top["@graph"]) ? top["@graph"].filter(isThing) : [];
      things.push(top, ...graph);
    }
  }
  return things.filter((thing) => /Article|Posting|WebPage|Report|Guide|CreativeWork/u.test(String(thing["@type"])));
};

const text = (value: unknown): string[] => (typeof value === "string" && value.trim() !== "" ? [foldWhiteSpace(value)] : []);

const named = (page: Page, names: readonly string[]): string[] => {
  const found = new Map<string, string>();
  for (const meta of page.documentElement.querySelectorAll("meta")) {
    const name =
      meta.getAttribute("property") ??
      meta.getAttribute("name") ??
      meta.getAttribute("itemprop") ??
      meta.getAttribute("http-equiv");
    const content = foldWhiteSpace(meta.getAttribute("content") ?? "");
    if (name !== null && content !== "" && !found.has(name.toLowerCase())) found.set(name.toLowerCase(), content);
  }
  return names.flatMap((name) => found.get(name) ?? []);
};

/** `<time>` counts when the page says what it dates, or when it stands alone; a list of news has many. */
const timeElements = (page: Page): { published: string[]; updated: string[] } => {
  const times = { published: [] as string[], updated: [] as string[] };
  const all = [...page.body.querySelectorAll("time[datetime]")];
  const value = (element: PageElement): string[] => text(element.getAttribute("datetime"));
  for (const element of all) {
    const parent = element.parentNode?.textContent ?? "";
    const label = `${element.getAttribute("class") ?? ""} ${element.getAttribute("itemprop") ?? ""} ${parent.slice(0, 60)}`;
    if (/updat|modif|revis/iu.test(label)) times.updated.push(...value(element));
    else if (/publi|posted|entry-date|dateCreated/iu.test(label) || all.length === 1) times.published.push(...value(element));
  }
  return times;
};

const separators = /\s+(?:[|\u2013\u2014\u00B7\u00BB:]|-|::)\s+/u;

/** A page's `<title>` without the name of the site, and that name, when the title has one behind a separator. */
export const splitSiteName = (title: string, heading: string | null): { title: string; site: string | null } => {
  if (heading !== null && title.toLowerCase().startsWith(heading.toLowerCase()) && title.length > heading.length) {
    const rest = title.slice(heading.length).replace(/^\s*(?:[|\u2013\u2014\u00B7\u00BB:-]|::)\s*/u, "");
    return { title: heading, site: rest.split(separators).at(-1)?.trim() || null };
  }
  const parts = title.split(separators);
  const last = parts.at(-1) ?? "";
  if (parts.length < 2 || last.split(/\s+/u).length > 5) return { title, site: null };
  return { title: title.slice(0, title.length - last.length).replace(/\s+\S+\s+$/u, ""), site: last };
};

const webAddress = (value: string | null | undefined): string | null =>
  value !== null && value !== undefined && /^https?:\/\//iu.test(value) && URL.canParse(value) ? value : null;

/** Reads a page's title, address, publisher and dates. `heading` is the text of its only `<h1>`, null without one. */
export const htmlMetadata = (page: Page, heading: string | null): PageMetadata => {
  const things = jsonLdThings(page);
  const times = timeElements(page);
  const head = page.documentElement;
  const titleTag = foldWhiteSpace(head.querySelector("title")?.textContent ?? "");
  const split = titleTag === "" ? null : splitSiteName(titleTag, heading);
  const publishers = things.flatMap((thing) => (isThing(thing.publisher) ? text(thing.publisher.name) : []));
  const url =
    webAddress(head.querySelector('link[rel="canonical"]')?.getAttribute("href")) ?? webAddress(named(page, ["og:url"])[0]);
  return {
    title: heading ?? named(page, ["og:title"])[0] ?? split?.title ?? null,
    url,
    publisher: named(page, siteNames)[0] ?? publishers[0] ?? split?.site ?? null,
    published: [...named(page, publishedNames), ...things.flatMap((thing) => text(thing.datePublished)), ...times.published],
    updated: [...named(page, updatedNames), ...things.flatMap((thing) => text(thing.dateModified)), ...times.updated],
  };
};
