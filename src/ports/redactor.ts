/** What redaction takes out; closed. The labels stand in the text in square brackets. */
export type IdentifierKind =
  | "name"
  | "email"
  | "phone"
  | "postcode"
  | "address"
  | "ni_number"
  | "nhs_number"
  | "staff_id"
  | "employer"
  | "date_of_birth"
  | "account"
  | "link"
  | "handle"
  | "case_id";

/** A text that may leave the machine, and what was taken out of it; `start` and `end` are places in the text that came in. */
export type RedactedText = { text: string; found: { kind: IdentifierKind; start: number; end: number }[] };

/** Takes what identifies a person out of a text before it is sent to a vendor. Pure and local. */
export type Redactor = (text: string) => RedactedText;
