import type { Reason } from "../../domain/answer.ts";

const words: Record<Reason, string> = {
  personal_matter: "The question is about one person's own situation, so a person should look at it.",
  deadline: "A date is running on the member's own situation, so a rep should look soon.",
  crisis: "Someone may be in danger. That always goes to people at once.",
  greeting: "The message is a greeting.",
  thanks: "The message says thank you.",
  about_bot: "The question is about Noticeboard itself.",
  membership_office: "The question is one for the membership office.",
  off_topic: "The question is outside the union's business.",
  abuse: "The message is abusive.",
  injection: "The message tries to change how Noticeboard works.",
  not_in_sources: "The sources do not answer this. Noticeboard does not guess.",
  weak_evidence: "The sources touch on this but do not prove an answer. Noticeboard does not guess.",
  only_outdated_sources: "Only older or archived sources speak of this.",
  unclear_reference: "It is not clear what the question refers to.",
  ambiguous_question: "The question can be read in more than one way, and the pages answer each differently.",
  no_knowledge: "Nothing is indexed yet.",
  empty_question: "The message has no words.",
  too_long: "The message is longer than Noticeboard reads by itself, so a rep gets it whole.",
  unreadable_question: "The message could not be read as words.",
  verification_failed: "A quotation could not be found again in its source, so no answer was given.",
  partly_answered: "The sources answer a part of the question.",
  answering_off: "Answering is switched off, so every question goes to a rep.",
  attachment: "The message points to something attached, which Noticeboard does not read, so a rep should look.",
  others_matter: "Somebody asked about another person's own words. They are not kept.",
  outsider: "The writer is a guest, or of another organisation.",
  keep_out: "Noticeboard was told to keep out of the conversation.",
  channel_off: "Noticeboard is switched off in that channel.",
  restored: "It was sent before the store was brought back from a copy, so it may have been answered already: a rep looks.",
  rep_asked: "The member read the answer and asked for a person.",
  reply_not_right: "The member says that the reply is not right.",
  fault: "Something went wrong inside Noticeboard, so a rep has the question.",
};

/** Why an outcome was chosen, as one plain sentence. */
export const reasonInWords = (reason: Reason): string => words[reason];
