import type { Document, DocumentDates } from "../domain/document.ts";
import type { ParsedFile } from "../domain/parsed-file.ts";
import type { SourceEntry } from "../domain/source.ts";

/** Lays the manifest's dates over those that the file itself gave, each for itself; a manifest's day ends all inference. */
const mergeDates = (entry: SourceEntry, parsed: ParsedFile): DocumentDates => {
  const { publishedOn: statedPublished, updatedOn: statedUpdated } = entry;
  if (statedPublished === undefined && statedUpdated === undefined) {
    const { publishedOn, updatedOn, notAfterOn, basis } = parsed;
    return { publishedOn, updatedOn, notAfterOn, basis };
  }
  const publishedOn = statedPublished ?? parsed.publishedOn;
  // An update before the publication that the keeper of the folder wrote down belongs to some other text.
  const foundUpdate =
    parsed.updatedOn !== null && publishedOn !== null && parsed.updatedOn < publishedOn ? null : parsed.updatedOn;
  const updatedOn = statedUpdated ?? foundUpdate;
  const fromManifest = statedUpdated !== undefined || updatedOn === null;
  return { publishedOn, updatedOn, notAfterOn: null, basis: fromManifest ? "manifest" : parsed.basis };
};

const hostOf = (url: string | null): string | null => (url === null ? null : new URL(url).hostname.replace(/^www\./u, ""));

/**
 * Joins what the manifest says of a source and what its file says of itself; the manifest comes first. Without an address the path of
 * the file in the knowledge folder stands for it. Either of the two can declare a source archived.
 */
export const describeDocument = (entry: SourceEntry, parsed: ParsedFile, digest: string): Document => {
  const url = entry.url ?? parsed.url;
  return {
    ...mergeDates(entry, parsed),
    sourceId: entry.id,
    title: entry.title ?? parsed.title,
    url: url ?? encodeURI(entry.file.replace(/\\/gu, "/")),
    publisher: entry.publisher ?? parsed.publisher ?? hostOf(url) ?? "",
    kind: entry.kind ?? parsed.kind ?? "guide",
    standing: entry.standing === "archived" ? "archived" : (parsed.standing ?? "current"),
    reviewBy: entry.reviewBy ?? null,
    owner: entry.owner ?? null,
    digest,
    sections: parsed.sections,
  };
};
