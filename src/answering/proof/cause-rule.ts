import type { ClaimCase } from "./claim-case.ts";
import type { Objection } from "./finding.ts";

const claimedCause =
  /\b(?:because|therefore|thus|hence|consequently|as a (?:result|consequence)|owing to|thanks to|on account of|that is why|which is why|due to (?!be\b|have\b|\w+ (?:by|in|on)\b)(?=the|a|an|its|their|this)|caused by|so(?= (?:the|it|they|you|he|she|we|your|that)\b))/iu;
const quotedCause =
  /\b(?:because|therefore|thus|hence|consequently|result|consequence|owing|thanks|account|why|due to|caused?|causes|so|as|since|reason|reasons|given|in order|meaning|based)\b/iu;

/** A claim gives no reason where the quotations give none. */
export const causeRule = ({ claim, quoted }: ClaimCase): Objection | null => {
  const cause = claimedCause.exec(claim.reading.text);
  if (!cause || quoted.some(({ reading }) => quotedCause.test(reading.text))) return null;
  return { verdict: "not_enough_evidence", reason: "cause_invented", word: cause[0] };
};
