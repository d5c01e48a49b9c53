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

/** A source in a line: its number, its title as a link, section or page, publisher and date. */
export const sourceLine = (citation: Citation): Inline[] => {
  const place = placeOf(citation);
  const title = citation.title === "" ? citation.sourceId : citation.title;
  const publisher = citation.publisher === "" ? "" : ` (${citation.publisher})`;
  return [
    words(`[${citation.number}] `),
    link(citation.url, title),
    words(`${place === "" ? "" : `, ${place}`}${publisher}, ${dateOf(citation)}`),
  ];
};
