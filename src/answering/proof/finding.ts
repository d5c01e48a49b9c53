import type { DocumentRecord } from "../../domain/document.ts";
import type { Passage } from "../../domain/passage.ts";

/** Why a paraphrased claim was not supported by its quotations; closed. The first that applies is given. */
export const proofReasons = [
  "markup",
  "foreign_link",
  "foreign_script",
  "not_a_statement",
  "too_long",
  "figure_not_quoted",
  "figure_of_something_else",
  "date_not_quoted",
  "date_of_something_else",
  "bound_changed",
  "name_not_quoted",
  "negation_changed",
  "modality_changed",
  "hedge_dropped",
  "attribution_dropped",
  "time_changed",
  "condition_dropped",
  "quantifier_changed",
  "opposite",
  "cause_invented",
  "roles_swapped",
  "scope_widened",
  "words_not_quoted",
] as const;
export type ProofReason = (typeof proofReasons)[number];

/** What a rule says against a claim. `refuted`: the quotations say otherwise; `not_enough_evidence`: they do not say it. `word` is where it showed. */
export type Objection = { verdict: "refuted" | "not_enough_evidence"; reason: ProofReason; word?: string };

/** One quotation with where it stands. */
export type QuotedPlace = { passage: Passage; document: DocumentRecord; start: number; end: number };

/** Judges a claim against its quotations, which are known to stand in their passages. Null when nothing speaks against it. Pure. */
export type ProveClaim = (claim: string, quoted: readonly QuotedPlace[]) => Objection | null;
