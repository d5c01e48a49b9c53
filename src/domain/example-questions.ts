import type { DocumentRecord } from "./document.ts";

const maxExamples = 4;

/**
 * Questions to offer where nothing was asked yet: the given ones, else one for each of the newest current documents, made from
 * its title. Never a fact of its own, so that it stays true whatever the knowledge folder holds.
 */
export const exampleQuestions = (given: string[] | undefined, documents: DocumentRecord[]): string[] => {
  if (given !== undefined && given.length > 0) return given.slice(0, maxExamples);
  return documents
    .filter(({ standing }) => standing === "current")
    .toSorted((one, other) => (other.updatedOn ?? other.publishedOn ?? "").localeCompare(one.updatedOn ?? one.publishedOn ?? ""))
    .slice(0, maxExamples)
    .map(({ title }) => `What is the latest on “${title}”?`);
};
