import { z } from "zod";
import type { CaseNews } from "./case-event.ts";
import { cleanText } from "./clean-text.ts";

/** The longest reply or note, in characters: more than anybody reads, and within what every channel can carry. */
const maxWords = 10_000;

const Words = z
  .string()
  .max(maxWords)
  .transform((written) => cleanText(written).text.trim())
  .pipe(z.string().min(1));

/** A rep's id of reps.yaml. */
export const RepId = z.string().regex(/^[a-z0-9][a-z0-9._-]{0,63}$/);

/** What a rep can do to a case; closed. `words` are the rep's own, cleaned of what nobody can see; `untilAt` an instant. */
export const RepAction = z.discriminatedUnion("kind", [
  z.strictObject({ kind: z.literal("claim") }),
  z.strictObject({ kind: z.literal("assign"), to: RepId }),
  z.strictObject({ kind: z.literal("unassign") }),
  z.strictObject({ kind: z.literal("reply"), words: Words }),
  z.strictObject({ kind: z.literal("note"), words: Words }),
  z.strictObject({
    kind: z.literal("snooze"),
    untilAt: z.iso.datetime({ offset: true }).transform((written) => new Date(written).toISOString()),
  }),
  z.strictObject({ kind: z.literal("reopen") }),
  z.strictObject({ kind: z.literal("resolve") }),
]);
export type RepAction = z.infer<typeof RepAction>;

/** Everything that can be done to a case. A reply comes with the id under which it goes out; the rest of the last line happens by itself. */
export type CaseAction =
  | Exclude<RepAction, { kind: "reply" }>
  | (RepAction & { kind: "reply" } & { replyId: string })
  | { kind: "wake" }
  | CaseNews["event"];

/** Who acts. Some of what only a case's assignee may do, a lead or an admin may too. `signedAs` is the name that members read. */
export type CaseActor = { kind: "rep"; id: string; role: "rep" | "lead" | "admin"; signedAs: string } | { kind: "noticeboard" };
