import type { AskRow, Outcome } from "../../domain/answer.ts";

/** `label` heads the answer; `tone` picks its colour and its sign. */
export type OutcomeWords = { label: string; tone: "proven" | "person" | "plain" | "urgent" };

const byOutcome: Record<Outcome, OutcomeWords> = {
  answered: { label: "Answered from sources", tone: "proven" },
  clarify: { label: "A question back to you", tone: "plain" },
  signposted: { label: "Where to go", tone: "plain" },
  handed_over: { label: "A rep has it", tone: "person" },
  declined: { label: "Not something we can answer here", tone: "plain" },
};

/** The outcome as a member would say it. A crisis and a part answer have words of their own. */
export const outcomeInWords = (row: Pick<AskRow, "outcome" | "reason" | "citations">): OutcomeWords => {
  if (row.reason === "crisis") return { label: "Please talk to someone now. A rep has been told", tone: "urgent" };
  if (row.outcome === "signposted" && (row.reason === "greeting" || row.reason === "thanks" || row.reason === "about_bot"))
    return { label: "Noticeboard", tone: "plain" };
  if (row.outcome === "answered" && row.reason === "partly_answered")
    return { label: "Partly answered from sources", tone: "proven" };
  if (row.outcome === "handed_over" && row.citations.length > 0)
    return { label: "A rep has it, with general information from sources", tone: "person" };
  return byOutcome[row.outcome];
};
