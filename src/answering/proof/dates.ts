import { type DayMention, daysInText } from "../../domain/days-in-text.ts";

/** Numbers that name a thing and count none: "Section 16". */
export const labelled =
  /\b(?:section|band|page|part|schedule|chapter|class|form|step|grade|level|article|annex|appendix|option|phase|stage|tier|point|regulation|rule|no|number)\.?\s$/iu;

/** The dates of a text; "Section 2025" is none. `writtenOn` is the day from which days without a year are read. */
export const datesOf = (text: string, writtenOn: string): DayMention[] =>
  daysInText(text, writtenOn).filter((day) => !labelled.test(text.slice(0, day.start)));
