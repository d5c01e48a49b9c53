import type { CaseSummary } from "../domain/case.ts";
import { fillWording } from "../domain/fill-wording.ts";
import type { RepsFile, WordingFile } from "../domain/knowledge-config.ts";
import { maxQuestionCharacters } from "../domain/question.ts";
import type { AnswerReply } from "../domain/reply.ts";
import { isAnswered, type ReplyDraft } from "./reply-draft.ts";

/** Puts a reply together, yet without the name of its receipt: approved wording, proved claims with their sources, notices, and always the way to a person. */
export const writeReply = (
  deps: { wording: WordingFile; reps: RepsFile },
  draft: ReplyDraft,
  opened: CaseSummary | null,
  notices: string[],
  asOf: string | null,
): AnswerReply => {
  const blanks = {
    case_id: opened?.id ?? "",
    rep_contact:
      deps.reps.queues.find((queue) => queue.id === (opened?.queue ?? deps.reps.fallbackQueue))?.contact ??
      deps.reps.queues[0]!.contact,
    limit: String(maxQuestionCharacters),
    ...draft.leadBlanks,
  };
  const answered = draft.parts.filter(isAnswered);
  const missed = draft.parts.filter((part) => !isAnswered(part));
  const several = draft.parts.length > 1;
  const personal = draft.outcome === "handed_over" && answered.length > 0;
  return {
    kind: "answer",
    outcome: draft.outcome,
    reason: draft.reason,
    lead: draft.lead === null ? null : fillWording(deps.wording, draft.lead, blanks),
    general: personal ? fillWording(deps.wording, "personal_general_lead", blanks) : null,
    parts: answered.map(({ question, cited }) => ({ question: several ? question : null, ...cited })),
    missed:
      draft.outcome === "answered"
        ? missed.map((part) => fillWording(deps.wording, "partly_answered", { ...blanks, question: part.question }))
        : [],
    notices,
    wayToPerson: fillWording(deps.wording, "way_to_person", blanks),
    asOf,
    case: opened,
    answerId: null,
  };
};
