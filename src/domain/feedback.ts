import { z } from "zod";
import { cleanText } from "./clean-text.ts";

/** What can be wrong with a reply, as a member chooses it; closed. */
export const feedbackProblems = ["out_of_date", "wrong", "not_my_question", "rude_or_unclear", "other"] as const;
export type FeedbackProblem = (typeof feedbackProblems)[number];

/** The longest remark, in characters, which is also the most that a text field of Slack takes. */
export const maxRemarkCharacters = 3000;

/** What a member says is wrong. `words` are cleaned of what nobody can see; null when there are none. */
export const Complaint = z.strictObject({
  problem: z.enum(feedbackProblems),
  words: z
    .string()
    .max(maxRemarkCharacters)
    .nullable()
    .transform((written) => cleanText(written ?? "").text.trim() || null),
  wantsRep: z.boolean(),
});
export type Complaint = z.infer<typeof Complaint>;

/** What a member can say of a reply; closed. `submissionId` names the form that was sent in, the same each time that it is handed in. */
export type Feedback =
  | { kind: "helped" }
  | { kind: "rep_asked" }
  | { kind: "not_right"; submissionId: string; complaint: Complaint };
export type FeedbackKind = Feedback["kind"];
