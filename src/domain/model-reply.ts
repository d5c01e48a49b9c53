import { z } from "zod";

/** Why a model says that the passages do not answer; closed. */
export const abstentionReasons = ["not_in_passages", "only_outdated", "personal", "off_topic"] as const;

/** The most claims, and quotations of one claim, that are read; a reply with more is out of form. */
export const maxModelClaims = 12;
export const maxClaimQuotations = 6;

const claimOf = <Extra extends z.ZodRawShape>(extra: Extra) =>
  z.strictObject({
    ...extra,
    /** One sentence for the member, in plain words. */
    text: z.string(),
    /** What proves it: the token of a passage, and words copied from it letter for letter. */
    quotations: z.array(z.strictObject({ passage: z.string(), quote: z.string() })).max(maxClaimQuotations),
  });

const replyWith = <Claim extends z.ZodType>(claim: Claim) =>
  z.strictObject({
    claims: z.array(claim).max(maxModelClaims),
    abstention: z.strictObject({ reason: z.enum(abstentionReasons) }).nullable(),
    /** `between` are tokens of the passages that the question could mean. The model's own words are never shown. */
    clarification: z.strictObject({ question: z.string(), between: z.array(z.string()).max(4) }).nullable(),
  });

/** What the model may return for a message with one question. */
export const SingleReply = replyWith(claimOf({}));

/** The same for several questions: each claim says which one it answers, counted from 1. */
export const SeveralReply = replyWith(claimOf({ question: z.number().int() }));

/** A model's reply, whichever form it had. Nothing in it has been proved. */
export type ModelReply = Omit<z.infer<typeof SingleReply>, "claims"> & {
  claims: (z.infer<typeof SingleReply>["claims"][number] & { question?: number })[];
};

/** A follow-up made readable on its own. `question` is null when the earlier turns do not say what is meant. */
export const RewriteReply = z.strictObject({ question: z.string().nullable() });

/** Verdicts of the entailment judge, one a claim, in the order in which the claims were given. */
export const JudgeReply = z.strictObject({
  verdicts: z.array(z.enum(["supported", "refuted", "not_enough_evidence"])),
});
