/** Sorts of answer that can be told from the words of a question and of a passage alike. */
const kinds = [
  {
    asked:
      /\bhow much\b|\bwhat (?:is|are|'s) the (?:cost|fee|price|rate|amount|maximum|limit|cap)\b|\bhow (?:expensive|big|large)\b/iu,
    given: /£\s?\d|\d\s?(?:%|per ?cent\b)/iu,
  },
  {
    asked:
      /\bwhen\b|\bhow (?:long|soon|often|late|early)\b|\bdeadline\b|\bwhat (?:date|day|time|year|month)\b|\bby what\b|\bhow many (?:days|weeks|months|years)\b/iu,
    given:
      /\b\d+\s(?:working |calendar )?(?:day|week|month|year|hour)s?\b|\b\d{1,2} (?:january|february|march|april|may|june|july|august|september|october|november|december)\b|\b(?:january|february|march|april|june|july|august|september|october|november|december) \d{4}\b|\b20\d\d\b/iu,
  },
  { asked: /\bhow many\b|\bwhat (?:number|percentage|proportion|age)\b|\bhow old\b/iu, given: /\d/u },
] as const;

/** The kinds asked for, as places in the list of kinds. "When" opening a side clause ("when I retire") counts only at the start. */
export const kindsAsked = (question: string): number[] => {
  const opens = /(?:^|[?.!,;]\s*|\band\s+)when\b/iu.test(question);
  return kinds.flatMap(({ asked }, kind) => {
    const found = question.match(asked)?.[0];
    if (found === undefined) return [];
    return found.toLowerCase() === "when" && !opens ? [] : [kind];
  });
};

/** Which kinds of answer a passage holds, one bit a kind. */
export const kindsGiven = (text: string): number =>
  kinds.reduce((bits, { given }, kind) => (given.test(text) ? bits | (1 << kind) : bits), 0);

/** Share of the kinds asked for that a passage holds, 0..1; 0 when none is asked for. */
export const kindFit = (asked: readonly number[], given: number): number =>
  asked.length === 0 ? 0 : asked.filter((kind) => (given >> kind) & 1).length / asked.length;
