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
  | "place"
  | "yes_no"
  | "reason"
  | "procedure"
  | "list"
  | "statement";

const rules: [QuestionKind, RegExp][] = [
  [
    "percent",
    /\b(what|which) (percentage|per ?cent|proportion|share|fraction)\b|\bpercentage of\b|\bhow (many|much) per ?cent\b|\bwhat %|\bhow (big|large) (?:a )?(?:part|share|slice)\b/,
  ],
  [
    "duration",
    /\bhow (long|soon|quickly|fast)\b|\b(what|which) ((?:[a-z]+ ){0,2})(length|period|duration)\b|\bhow many (days|weeks|months|years|hours)\b|\bwaiting (period|time)\b|\bhow much (?:\w+ )?(notice|warning|time)\b/,
  ],
  [
    "money",
    /\bhow much\b(?! (?:notice|warning|time|support|information|say|input))|\b(what|which) (?:is |was |are )?(?:the )?(?:\w+ ){0,2}(amount|sum|cost|price|fee|budget|salary|subscription|payment|payout)\b|\bwhat (does|do|did|will|would) .{1,40}\b(?:cost|earn|paid)\b|\bhow many pounds\b/,
  ],
  ["number", /\bhow (many|big|large|often|few)\b|\b(what|which) (number|figure|total|headcount)\b|\b(?:total )?number of\b/],
  [
    "contact",
    /\bwhere (?:do|can|should|could|would|to|might) ?(?:i|we|you|members|they|someone|people|staff)\b.{0,20}\b(?:find|read|see|get|go|write|ask|ring|send|e-?mail|contact|apply|look|update|sign|join|report|download|view)\b|\b(what|which)('s| is| are)? .{0,30}\b(e-?mail|address|phone|number to ring|website|link|contact)\b|\bhow (do|can|could) (i|we|you) (contact|reach|e-?mail|phone|get in touch)\b|\bwho (do|should|can) (i|we|members|you|people|staff) (contact|email|write|ring|speak|talk)\b/,
  ],
  [
    "place",
    /\bwhere\b.{0,60}\b(?:take place|held|based|located|meets?|meeting|site|office)\b|\b(?:which|what) (?:city|town|place|venue|building|country)\b/,
  ],
  [
    "date",
    /\bwhen\b(?!ever)|\b(what|which) (date|day|month|year|deadline|time)\b|\b(?:what|which) (?:is|was|are|were) .{0,40}\b(deadline|timetable|timescale|timeline|due date|start date|end date|date)\b|\btil+ when\b|\bwhat(?:'s| is)? the (?:latest )?(?:deadline|date|window|timetable|timescale)\b/,
  ],
  [
    "person",
    /\bwho(m|se|'s)?\b|\bwhich (person|minister|official|director)\b|\bname of .{0,40}\b(?:director|chair|chief|secretary|minister|officer|head|leader|person|manager|author|spokes\w+)\b|\bwhat is (?:the )?(?:\w+ ){0,3}(?:director|chair|chief executive|secretary)(?:'s)? (?:called|name)\b/,
  ],
  [
    "reason",
    /\bwhy\b|\bhow come\b|\bwhat('s| is| was| are| were)? the (reason|cause|purpose|point)\b|\bwhat (made|makes|caused|causes)\b/,
  ],
  ["procedure", /\bhow (do|can|could|should|would|will|to|does|did|is|are|was|were|might)\b/],
  [
    "list",
    /\b(what|which) (are|were) (the|their|some|its|our|your)\b|\b(list|name) (the|all|some|of)\b|\bwhat (kind|kinds|sort|sorts|types?|things|steps|actions|areas|functions|services|topics|concerns|risks|options|factors|issues)\b|\bwhich (things|services|functions|roles|teams|areas|groups|staff|topics|organisations|bodies|steps|departments?)\b/,
  ],
];

const opening =
  /^(?:(?:so|and|but|hi|hello|hey|ok|okay|please|well|also|sorry|um|dear all|all|quick one|question|just wondering)[,:;-]*\s+)*/;
const auxiliary =
  /^(?:is|are|was|were|do|does|did|can|could|will|would|should|must|has|have|had|am|may|might|shall|isn't|aren't|won't|don't|doesn't|didn't|can't|cannot|hasn't|haven't|wasn't|weren't)\b/;
/** "Do you know when ...", "is it known who ...", "can you tell me how many ...": the question stands behind. */
const politeOpening =
  /^(?:(?:do|does|did|can|could|would|will|has|have|is|are|am) (?:you|anyone|anybody|someone|we|i|it|there|they)\b.{0,25}?\b(?:know|known|tell|say|said|told|explain|idea|clue|clear|ask|remind|find out|clarify|news on|word on)\b.{0,12}?)\s(?=(?:who|what|when|where|why|how|which|if|whether)\b)/;
const asking = /\b(?:who|whom|whose|what|when|where|why|how|which)\b/;

/**
 * Says what kind of answer a question asks for; `statement` when nothing in its words tells.
 * Takes one question with slang already put right. The first asking word decides: "what happens when" asks for no date.
 */
export const questionKind = (question: string): QuestionKind => {
  const whole = question
    .toLowerCase()
    .replaceAll("\u2019", "'")
    .trim()
    .replace(opening, "")
    .replace(/^in (?:early |late )?(?:19|20)\d\d,? /, "");
  const text = whole.replace(politeOpening, "");
  const sentences = text.split(/(?<=[.?!])\s+/);
  const asked = sentences.findLast((sentence) => asking.test(sentence) || auxiliary.test(sentence)) ?? text;
  if (auxiliary.test(asked) || /^(?:if|whether)\b/.test(asked)) return "yes_no";
  const first = asking.exec(asked);
  const from = first ? asked.slice(first.index) : asked;
  const firstWord = first?.[0] ?? "";
  const found = rules.find(([kind, pattern]) => {
    if (!pattern.test(from)) return false;
    // A later "when", "who" or "where" relates; it does not ask.
    if (kind === "date")
      return (
        firstWord === "when" ||
        firstWord === "" ||
        !/^.{2,}\bwhen\b/.test(from) ||
        /^(?:what|which)\b.{0,25}\b(?:date|deadline|day|month|year|timetable)\b/.test(from)
      );
    if (kind === "person")
      return (
        firstWord.startsWith("who") ||
        !/^.{2,}\bwho/.test(from) ||
        /^(?:which|what)\b.{0,30}\b(?:person|name|called)\b/.test(from)
      );
    if (kind === "reason") return firstWord !== "what" || !/\bwhy\b/.test(from);
    return true;
  });
  return found?.[0] ?? "statement";
};
