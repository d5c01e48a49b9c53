import { priorityOf, queueOf } from "../casework/case-rules.ts";
import type { Reason } from "../domain/answer.ts";
import { dayOf } from "../domain/calendar.ts";
import type { CaseToOpen } from "../domain/effects.ts";
import type { RepsFile } from "../domain/knowledge-config.ts";
import type { Routing } from "../domain/route.ts";

/** What a hand-over needs: who takes cases, how they are numbered, and the clock. */
export type HandOverDeps = { newCaseId: () => string; reps: RepsFile; now: () => Date };

/** A matter to be handed to a rep, with what was found so far. */
export type HandOver = {
  question: string;
  scenario: string | null;
  reason: Reason;
  why: string;
  routing: Routing | null;
  passageIds: string[];
};

/** The case for a matter that a rep must take, in the right queue with the right priority; not yet written. */
export const handOver = (deps: HandOverDeps, matter: HandOver): CaseToOpen => {
  const topic = matter.routing?.topic ?? "other";
  const deadline = matter.routing?.deadline ?? null;
  return {
    id: deps.newCaseId(),
    question: matter.question,
    scenario: matter.scenario,
    reason: matter.reason,
    why: matter.why,
    priority: priorityOf(matter.reason, deadline, dayOf(deps.now())),
    dueOn: deadline?.dueOn ?? null,
    dueWords: deadline?.words ?? null,
    queue: queueOf(deps.reps, matter.reason, topic),
    topic,
    passageIds: matter.passageIds,
    openedAt: deps.now().toISOString(),
  };
};
