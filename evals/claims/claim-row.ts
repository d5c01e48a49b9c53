import { z } from "zod";

/** The ways in which a claim can be false though its quotation is real (or looks real); closed. */
export const lieKinds = [
  "figure_changed",
  "unit_changed",
  "date_changed",
  "name_changed",
  "acronym_swapped",
  "negation_flipped",
  "negation_dropped",
  "modality_strengthened",
  "modality_weakened",
  "bound_dropped",
  "hedge_dropped",
  "reported_as_fact",
  "condition_dropped",
  "exception_dropped",
  "quantifier_strengthened",
  "antonym",
  "subject_object_swapped",
  "scope_widened",
  "tense_shifted",
  "cause_invented",
  "addition_invented",
  "comparison_flipped",
  "cropped_quotation",
  "wrong_passage_token",
  "fabricated_quotation",
  "near_quotation",
  "paraphrase_subtle",
  "advice_invented",
  "other_language",
  "link_added",
  "mention_added",
  "markup_added",
  "injected_instruction_obeyed",
] as const;

/** The ways in which a competent model writes a true claim; closed. */
export const claimStyles = [
  "verbatim",
  "trimmed",
  "reworded",
  "voice",
  "merged",
  "acronym",
  "figures_in_words",
  "date_format",
  "bullet",
  "you",
  "attributed",
  "yes_no",
  "condition",
  "table",
  "short",
  "long",
  "heading",
] as const;

/**
 * One quotation of a row. `quote` is given as it stands. `find`, a regular expression, names the one sentence, bullet or table row
 * of the source that it matches (`occurrence`, from 1, when several do), so that no text of ../shared stands in the project; then
 * `keep` cuts the sentence to what that expression matches, and `replace` puts one word in the place of another.
 * `of` names another source than the row's. `token` is what the model wrote in place of the right token; `other` stands for the token
 * of a passage that was also shown.
 */
export const RowQuotation = z
  .strictObject({
    quote: z.string().optional(),
    find: z.string().optional(),
    occurrence: z.number().int().min(1).optional(),
    keep: z.string().optional(),
    replace: z.tuple([z.string(), z.string()]).optional(),
    of: z.string().optional(),
    token: z.string().optional(),
  })
  .refine((it) => (it.quote === undefined) !== (it.find === undefined), "either a quote or a find");
export type RowQuotation = z.infer<typeof RowQuotation>;

const shared = {
  id: z.string(),
  /** Id of the source as the project's own reading of the folder names it. */
  source: z.string(),
  claim: z.string(),
  quotations: z.array(RowQuotation),
  split: z.enum(["tune", "held", "fresh"]),
};

/** A true claim. */
export const TrueClaimRow = z.strictObject({ ...shared, style: z.enum(claimStyles) });
export type TrueClaimRow = z.infer<typeof TrueClaimRow>;

/** A lie. With `forbidden` it has passed only when these letters stand in what is shown. */
export const LieRow = z.strictObject({ ...shared, kind: z.enum(lieKinds), forbidden: z.string().optional() });
export type LieRow = z.infer<typeof LieRow>;
