import type { TermAnalyser } from "../ports/term-analyser.ts";

/** What the words around the asking word demand of an answer, apart from its kind. */
export type QuestionFrame = {
  /** Stems of the thing asked for: "notice period" of "what notice period applies", "regulators" of "which regulators". */
  focusStems: string[];
  /** Asks which members of a kind: an answer must name some. */
  namesMembers: boolean;
  /** Asks for another than the one named, or for an earlier state: "who before X", "besides X", "the previous Y". */
  asksOther: boolean;
  /** Asks who or what a thing is: an answer must give a name or say what it is. */
  asksIdentity: boolean;
  /** Asks what somebody said or did: the sentence must have that somebody. Stems of the subject. */
  subjectStems: string[];
  /** "What is the A of B": stems of A, which an answer must speak of. */
  attributeStems: string[];
};

const focusPattern =
  /\b(?:which|what|whose)\s+((?:(?!(?:is|are|was|were|will|would|do|does|did|can|could|has|have|had|should|must|about|if)\b)[a-z][a-z'-]*\s+){1,3}?)(?:of\b|in\b|from\b|at\b|for\b|is\b|are\b|was\b|were\b|will\b|would\b|do\b|does\b|did\b|can\b|could\b|has\b|have\b|had\b|should\b|must\b|may\b|might\b|to\b|[a-z]+(?:s|ed)\s)/i;
const attributePattern =
  /\bwhat(?:'s| is| are| was| were) (?:the |a |an |their |its |our )?((?:[a-z][a-z'-]*\s+){1,3}?)(?:of|for|in|on|at|under|between|by|from)\b/i;
const otherPattern =
  /\b(?:besides|other than|apart from|except(?: for)?|aside from|instead of|as well as|previous(?:ly)?|predecessor|formerly|used to be|compared (?:with|to))\b|\bbefore (?:the |this |that )?(?:[A-Z]|\w+\??$)|\bbefore\?*$/;
const identityPattern =
  /\bwho (?:is|was|are|were|will be) (?:the |a |an |our |now )?(?!\w+ing\b)\w+|\bwho's (?:the |our )?(?!\w+ing\b)\w+|\b(?:name|names) of\b|\bwhat (?:is|are|was|were) .{0,60}\b(?:called|named|name)\b/i;
const subjectPattern =
  /\b(?:what|why|how|when|where|who(?:m)?)\b.{0,30}?\b(?:did|does|do|has|have|had|is|are|was|were|will|would|can|should)\s+((?:the |our |an? )?(?:[A-Z][\w'\u2019-]*)(?:\s+(?:of |for |and )?[A-Z][\w'\u2019-]*)*)/;

/** Reads the frame of one question with slang put right. */
export const questionFrame = (terms: TermAnalyser, question: string): QuestionFrame => {
  const text = question.replaceAll("\u2019", "'");
  const stemsOf = (words: string | undefined) => (words ? terms.terms(words).map((term) => term.stem) : []);
  const focus = focusPattern.exec(text)?.[1]?.trim();
  return {
    focusStems: stemsOf(focus),
    namesMembers: /\b(?:which|what)\b/i.test(text) && focus !== undefined && /\b(?:which)\b/i.test(text),
    asksOther: otherPattern.test(text),
    asksIdentity: identityPattern.test(text),
    subjectStems: stemsOf(subjectPattern.exec(text)?.[1]),
    attributeStems: stemsOf(attributePattern.exec(text)?.[1]),
  };
};
