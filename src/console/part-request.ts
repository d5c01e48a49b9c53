import type { Context } from "hono";

/** The page's script asks for one turn instead of a whole page. */
export const wantsPart = (context: Context): boolean => context.req.header("x-noticeboard-part") === "turn";

/** The script follows what is being done for a question, as a stream. */
export const wantsNews = (context: Context): boolean =>
  wantsPart(context) && (context.req.header("accept") ?? "").includes("text/event-stream");
