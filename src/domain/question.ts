import { z } from "zod";

/** An earlier turn of the same thread, oldest first. */
export const Turn = z.strictObject({ question: z.string(), answer: z.string().optional() });
export type Turn = z.infer<typeof Turn>;

/**
 * What a member asked. `scenario` is background: it helps to find and judge passages and never routes.
 */
export const Question = z.object({
  /** Given back as it came, so that rows can be joined on it. */
  id: z.union([z.string().min(1), z.number()]).optional(),
  question: z.string(),
  scenario: z.string().optional(),
  history: z.array(Turn).optional(),
});
export type Question = z.infer<typeof Question>;

/** The longest message read as a question, in characters; longer ones go to a rep whole. */
export const maxQuestionCharacters = 4000;
