import type { FeedbackOutcome } from "../../flows/take-feedback.ts";

/** What a member is told at once about a press, none of it about them. `wayToPerson`: approved wording. */
const gone = (wayToPerson: string): string =>
  `I no longer keep that message, so this button does nothing any more. ${wayToPerson}`;

/** After "This helped". */
export const thanksInWords = (outcome: FeedbackOutcome, wayToPerson: string): string => {
  if (outcome.kind === "gone") return gone(wayToPerson);
  return outcome.repeated
    ? "Thank you. You have told me before, and it counts once."
    : "Thank you. I have noted that this helped.";
};

/** After "Ask a rep". `isShared`: others read along there, so the case's own message went elsewhere. Null when that message says it all. */
export const askedInWords = (outcome: FeedbackOutcome, isShared: boolean, wayToPerson: string): string | null => {
  if (outcome.kind === "gone") return gone(wayToPerson);
  if (outcome.repeated) return `A rep has this already. Your case is ${outcome.caseId}. You do not need to ask again.`;
  return isShared
    ? `I have passed this to a rep. Your case is ${outcome.caseId}. I have written to you in our direct messages.`
    : null;
};

/** After "Not right" was sent in, a paragraph each. */
export const notedInWords = (outcome: FeedbackOutcome, wayToPerson: string): string[] => {
  if (outcome.kind === "gone") return [gone(wayToPerson)];
  if (outcome.withRep)
    return ["Thank you for telling us.", `A rep will read it and write to you. Your case is ${outcome.caseId}.`];
  return [
    "Thank you for telling us.",
    `A rep will look at the page and at my answer. If you ask about it, the number is ${outcome.caseId}.`,
    `We will not write to you about it. ${wayToPerson}`,
  ];
};
