import { type DayMention, daysInText } from "../domain/days-in-text.ts";

/** Words that speak of something as still to come; looked for in the same sentence as the date. */
const coming =
  /\b(next|will|shall|due|expect(?:s|ed|ing)?|plan(?:s|ned|ning)?|planned for|upcoming|forthcoming|scheduled|deadline|delayed (?:until|to)|postponed|until|must|should|by (?:the )?(?:end|start|early|mid|late|\d|[A-Z])|to be|aims?|going to|intends?|proposed|later in|reduce|before)\b/;

const happened =
  /\b(met|was|were|has been held|took place|launched on|published on|held on|introduction of|introduced|in force since|since)\b/;

/**
 * Finds dates that a sentence speaks of as still to come although they have passed on the day of asking.
 * `writtenOn` is the day the source speaks for, `nowOn` the day of asking. Days of a year long before the source was
 * written are its history and not counted.
 */
export const pastEvents = (sentence: string, writtenOn: string, nowOn: string): DayMention[] => {
  const yearBefore = `${Number(writtenOn.slice(0, 4)) - 1}${writtenOn.slice(4)}`;
  return daysInText(sentence, writtenOn).filter((mention) => {
    if (mention.toOn >= nowOn || mention.toOn < yearBefore) return false;
    // A clause is enough to tell: "met on 13 May ... next meets on 29 May" speaks of two days in two ways.
    const clause = clauseAround(sentence, mention.start, mention.end);
    if (happened.test(clause) && !/\b(?:has been (?:delayed|postponed)|was (?:planned|due|expected))\b/.test(clause))
      return false;
    return coming.test(clause);
  });
};

const clauseAround = (text: string, start: number, end: number): string => {
  const before = text.slice(0, start);
  const after = text.slice(end);
  const from = Math.max(before.lastIndexOf(";"), before.lastIndexOf(". "), before.lastIndexOf(" \u2014 ")) + 1;
  const stop = after.search(/;|\. | \u2014 /);
  return text.slice(from, stop === -1 ? text.length : end + stop);
};
