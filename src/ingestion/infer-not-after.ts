/** A month, year or financial year as the text speaks of it, with the words on either side of it in its clause. */
type SpokenTime = { firstOn: string; lastOn: string; before: string; after: string };

const monthNames = "january february march april may june july august september october november december".split(" ");
const month = "(?:january|february|march|april|may|june|july|august|september|october|november|december)";
const year = "(?:19|20)\\d{2}";
const times = new RegExp(
  `(?:\\b(${month})\\s+)?\\b(${year})(?:\\s?[-/\u2013]\\s?(\\d{2}|${year})|\\s+to\\s+(${year}))?\\b(?![\\d.,]*\\d)`,
  "giu",
);

/** Words that put what follows into the time after writing. Present tense or future only: "was expected" tells nothing. */
const toCome =
  /\b(?:is|are|being|now)\s+(?:\w+\s+){0,2}?(?:expected|due|set|planned|scheduled|likely|forecast|projected|proposed|intended|anticipated|hoped|to\s+be)\b|\b(?:will|shall|won't|going to|is to|are to)\b|\b(?:expects?|plans?|intends?|aims?|proposes?|hopes?)\s+(?:\w+\s+){0,4}to\b|(?<!\b(?:was|were|been|originally|initially|first)\s)\b(?:planned|scheduled|expected|due|forecast|earmarked)\s+(?:for|in|by|from|to)\b|\b(?:upcoming|forthcoming)\b/giu;
const pastReport =
  /\b(?:was|were|had|did|been|said|announced|began|ended|closed|rose|fell|started|introduced|came|went|took|published|launched|merged)\b/iu;
/** "By the end of 2025" may be written during 2025; "in 2015-16" is how people speak of a year that has not begun. */
const mayBeNow =
  /\b(?:by|during|throughout|until|end\s+of|rest\s+of|late|later\s+in|over|within|autumn|winter|december)\s+(?:the\s+|early\s+|mid-?\s?|late\s+|\d{1,2}(?:st|nd|rd|th)?\s+)*$/iu;
/** Between the verb and the time these make it a condition on, or a story of, some other day: "will not change if before 15 May 2019". */
const turnsAside = /\b(?:if|unless|when|before|after|since|who|whose|born|than|had|was|were)\b/iu;
const notAYearAhead =
  /\b(?:since|until\s+now|in\s+the\s+year\s+to|than\s+in|as\s+in|like\s+in|act|section|no\.?|page|of\s+the)\s*$/iu;
const namedThing =
  /^\s*(?:figures|data|report|act|regulations|survey|edition|handbook|review|census|prices|rates?|levels?|ruling|case)\b/iu;

const clauses = (text: string): string[] =>
  text.split(/(?<=[.!?;:])\s+|[()\u2014]|\s\u2013\s|,\s+(?:but|and|while|whereas|which|when|after)\s+/u);

const lastDayOf = (yearNumber: number, monthNumber: number): string =>
  new Date(Date.UTC(yearNumber, monthNumber, 0)).toISOString().slice(0, 10);
const dayBefore = (day: string): string => new Date(Date.parse(`${day}T00:00:00Z`) - 86_400_000).toISOString().slice(0, 10);

const stretch = (monthName: string | undefined, first: string, second: string | undefined): [string, string] | null => {
  const firstYear = Number(first);
  if (second !== undefined) {
    const next = Number(second.length === 2 ? first.slice(0, 2) + second : second);
    if (next === firstYear + 1) return [`${first}-04-01`, `${next}-03-31`];
    return next > firstYear ? [`${first}-01-01`, `${next}-12-31`] : null;
  }
  if (monthName === undefined) return [`${first}-01-01`, `${first}-12-31`];
  const number = monthNames.indexOf(monthName.toLowerCase()) + 1;
  return [`${first}-${String(number).padStart(2, "0")}-01`, lastDayOf(firstYear, number)];
};

const spokenTimes = (clause: string): SpokenTime[] =>
  [...clause.matchAll(times)].flatMap((match) => {
    const days = stretch(match[1], match[2] ?? "", match[3] ?? match[4]);
    if (days === null) return [];
    const [firstOn, lastOn] = days;
    return [{ firstOn, lastOn, before: clause.slice(0, match.index), after: clause.slice(match.index + match[0].length) }];
  });

/** Whether the words before a time put it into the future, with nothing between them that turns aside, and not far away. */
const putsAhead = (before: string): boolean => {
  const marker = [...before.matchAll(toCome)].at(-1);
  if (marker === undefined) return false;
  const between = before.slice(marker.index + marker[0].length);
  const leadsToTime =
    /\b(?:in|by|for|from|until|till|to|during|of|throughout|over|at|late|early|later|mid|next|end|financial year|\d{1,2})[\s-]+$/iu;
  return between.length <= 120 && !turnsAside.test(between) && (leadsToTime.test(before) || /\bmid-$/iu.test(before));
};

/** First days of times that the text treats as past, "in April 2013" beside a verb in the past: it was written after these. */
const pastDays = (clause: string): string[] =>
  spokenTimes(clause)
    .filter(
      ({ before }) =>
        pastReport.test(clause) && !putsAhead(before) && /\b(?:in|since|on|during|from|of|\d{1,2})\s+$/iu.test(before),
    )
    .map(({ firstOn }) => firstOn);

const boundsOf = (clause: string): string[] =>
  spokenTimes(clause)
    .filter(({ before, after }) => putsAhead(before) && !notAYearAhead.test(before) && !namedThing.test(after))
    .map(({ firstOn, lastOn, before }) => (mayBeNow.test(before) ? lastOn : dayBefore(firstOn)));

/**
 * The latest day on which an undated text can have been written, from times that it speaks of as still to come: "cuts are expected in
 * 2015-16" was written before 1 April 2015 (a British financial year begins then), "by the end of 2027" no later than 2027's last
 * day. Null when nothing can be said, and when the bound does not lie before `today` and so tells nothing. Bounds that would put the
 * text before a time it reports as past are set aside.
 */
export const inferNotAfter = (blocks: readonly string[], today: string): string | null => {
  const all = blocks.flatMap(clauses);
  const past = all.flatMap(pastDays).sort().at(-1) ?? "";
  const bounds = all
    .flatMap(boundsOf)
    .filter((bound) => bound >= past)
    .sort();
  const earliest = bounds[0];
  return earliest !== undefined && earliest < today ? earliest : null;
};
