import type { CaseSummary } from "../domain/case.ts";
import { fillWording } from "../domain/fill-wording.ts";
import type { RepsFile, WordingFile } from "../domain/knowledge-config.ts";
import { maxQuestionCharacters } from "../domain/question.ts";
import { isAnswered, type ReplyDraft } from "./reply-draft.ts";
import { claimsText, paragraphs, sourcesText } from "./reply-text.ts";

/** Puts a reply in words: approved wording, proved claims with their sources, notices, and always the way to a person. */
export const writeReply = (
  deps: { wording: WordingFile; reps: RepsFile },
  draft: ReplyDraft,
  opened: Pick<CaseSummary, "id" | "queue"> | null,
  notices: string[],
): string => {
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
  return paragraphs(
    draft.lead === null ? null : fillWording(deps.wording, draft.lead, blanks),
    personal ? fillWording(deps.wording, "personal_general_lead", blanks) : null,
    ...answered.map((part) =>
      paragraphs(several ? `\u201C${part.question}\u201D` : null, claimsText(part.cited), sourcesText(part.cited)),
    ),
    ...(draft.outcome === "answered"
      ? missed.map((part) => fillWording(deps.wording, "partly_answered", { ...blanks, question: part.question }))
      : []),
    ...notices,
    fillWording(deps.wording, "way_to_person", blanks),
  );
};
