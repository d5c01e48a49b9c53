/**
 * The kind of answer that a question asks for. After Li and Roth, "Learning Question Classifiers" (COLING 2002),
 * cut down to the kinds that can be checked in a sentence by its surface.
 */
export type QuestionKind =
  | "number"
  | "money"
  | "percent"
  | "duration"
  | "date"
  | "person"
  | "contact"
  | "yes_no"
  | "reason"
  | "procedure"
  | "list"
  | "statement";

const rules: [QuestionKind, RegExp][] = [
  [
    "percent",
    /\b(what|which) (percentage|per ?cent|proportion|share|fraction)\b|\bpercentage of\b|\bhow (many|much) per ?cent\b|\bwhat %/,
  ],
  [
    "duration",
    /\bhow (long|soon|quickly|fast)\b|\b(what|which) (length|period|duration)\b|\bhow many (days|weeks|months|years|hours)\b|\bwaiting (period|time)\b/,
  ],
  [
    "money",
    /\bhow much\b(?! (?:notice|warning|time|support|information|say|input))|\b(what|which) (amount|sum|cost|price|fee|rate|budget|salary)\b|\bwhat (does|do|did|will|would) .{1,40}\bcost\b|\bhow many pounds\b/,
  ],
  ["duration", /\bhow much (notice|warning|time)\b/],
  [
    "number",
    /\bhow (many|big|large|often|few)\b|\b(what|which) (number|figure|total|headcount)\b|\b(number|total) of\b.*\?|\bhow many\b/,
  ],
  [
    "date",
    /\bwhen\b(?!ever)|\b(what|which) (date|day|month|year|deadline)\b|\bby when\b|\bwhat time\b|\b(deadline|timetable|timescale|timeline|due date|start date|end date)\b|\btil+ when\b/,
  ],
  [
    "contact",
    /\bwhere\b|\b(what|which)('s| is| are)? .{0,30}\b(e-?mail|address|phone|number to ring|website|link|contact)\b|\bhow (do|can|could) (i|we|you) (contact|reach|e-?mail|phone|get in touch)\b|\bwho (do|should|can) (i|we) (contact|email|write|ring|speak|talk)\b/,
  ],
  [
    "person",
    /\bwho(m|se|'s)?\b|\bwhich (person|minister|official|body|organisation|organization|union|director|department)\b|\b(name|named) of\b/,
  ],
  [
    "reason",
    /\bwhy\b|\bhow come\b|\bwhat('s| is| was| are| were)? the (reason|cause|purpose|point)\b|\bwhat (made|makes|caused|causes)\b/,
  ],
  ["procedure", /\bhow (do|can|could|should|would|will|to|does|did|is|are|might)\b/],
  [
    "list",
    /\b(what|which) (are|were) (the|their|some|its|our|your)\b|\b(list|name) (the|all|some|of)\b|\bwhat (kind|kinds|sort|sorts|types?|things|steps|actions|areas|functions|services|topics|concerns|risks|options|factors|issues)\b|\bwhich (things|services|functions|roles|teams|areas|groups|staff|topics|organisations|bodies)\b/,
  ],
  [
    "yes_no",
    /^(?:(?:so|and|but|hi|hello|hey|ok|please|well|also|sorry|um|dear all|quick one|question)[,:;-]*\s+)*(?:is|are|was|were|do|does|did|can|could|will|would|should|must|has|have|had|am|may|might|shall|isn't|aren't|won't|don't|doesn't|can't|hasn't|haven't|wasn't|weren't)\b/,
  ],
];

/**
 * Says what kind of answer a question asks for; `statement` when nothing in its words tells.
 * Takes one question with slang already put right.
 */
export const questionKind = (question: string): QuestionKind => {
  const text = question.toLowerCase().replaceAll("\u2019", "'").trim();
  return rules.find(([, pattern]) => pattern.test(text))?.[0] ?? "statement";
};
