import { z } from "zod";

/** A calendar day as `YYYY-MM-DD`; refused when the day does not exist. */
export const CalendarDay = z.iso.date();

/** What sort of publication a source is. */
export const SourceKind = z.enum(["update", "guide", "news", "faq"]);
export type SourceKind = z.infer<typeof SourceKind>;

/** `current`: may speak of the present. `archived`: a record of its own time only. */
export const Standing = z.enum(["current", "archived"]);
export type Standing = z.infer<typeof Standing>;

/**
 * One row of `knowledge/sources.yaml`: a page or PDF that may be quoted.
 * Unknown keys are refused so that a misspelt field cannot be lost in silence.
 */
export const SourceEntry = z.strictObject({
  id: z.string().regex(/^[a-z0-9][a-z0-9._-]*$/, "use small letters, digits, dots and hyphens"),
  title: z.string().min(1).optional(),
  url: z.url().optional(),
  file: z.string().min(1),
  kind: SourceKind.optional(),
  publisher: z.string().min(1).optional(),
  publishedOn: CalendarDay.optional(),
  updatedOn: CalendarDay.optional(),
  standing: Standing.default("current"),
  reviewBy: CalendarDay.optional(),
  owner: z.string().optional(),
});
export type SourceEntry = z.infer<typeof SourceEntry>;
