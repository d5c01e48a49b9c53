import type { Citation } from "../../../domain/answer.ts";
import { dayInWords } from "../../../domain/calendar.ts";
import { type Inline, link, words } from "./rich-text.ts";

/** `[1]`, which opens the source at the words that prove the claim. */
export const mark = ({ number, url }: Pick<Citation, "number" | "url">): Inline => link(url, `[${number}]`);

const placeOf = ({ heading, title, page }: Citation): string => {
  const section = heading.filter((each) => each !== title && each !== "").at(-1);
  return [section, page === null ? undefined : `page ${page}`].filter((each) => each !== undefined).join(", ");
};

/** The day that a source speaks for, in words. */
const dateOf = ({ updatedOn, publishedOn }: Citation): string => {
  const day = updatedOn ?? publishedOn;
  return day === null ? "no date given" : `as of ${dayInWords(day)}`;
};

const afterTitle = (citation: Citation): string => {
  const place = placeOf(citation);
  const publisher = citation.publisher === "" ? "" : ` (${citation.publisher})`;
  return `${place === "" ? "" : `, ${place}`}${publisher}, ${dateOf(citation)}`;
};

const titleOf = ({ title, sourceId }: Citation): string => (title === "" ? sourceId : title);

/** A source in a line: its title as a link, section or page, publisher and date. */
const sourceLine = (citation: Citation): Inline[] => [link(citation.url, titleOf(citation)), words(afterTitle(citation))];

/** A citation in a line, with its number first. */
export const citationLine = (citation: Citation): Inline[] => [words(`[${citation.number}] `), ...sourceLine(citation)];

/** Sources in a line each: what is cited several times from one place stands once, with a mark for each quotation. */
export const sourceLines = (citations: readonly Citation[]): Inline[][] => {
  const places = new Map<string, Citation[]>();
  for (const citation of citations) {
    const place = `${citation.sourceId}\n${titleOf(citation)}${afterTitle(citation)}`;
    places.set(place, [...(places.get(place) ?? []), citation]);
  }
  return [...places.values()].map((cited) =>
    cited.length === 1 ? citationLine(cited[0]!) : [...cited.flatMap((one) => [mark(one), words(" ")]), ...sourceLine(cited[0]!)],
  );
};
