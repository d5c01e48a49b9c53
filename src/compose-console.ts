import type { App } from "./compose.ts";
import type { ConsoleDeps } from "./console/console-deps.ts";
import { shownPassages } from "./console/shown-passages.ts";
import { fillWording } from "./domain/fill-wording.ts";

/** What the console needs, from the wired application. */
export const consoleDepsOf = (app: App, loginToken: string): ConsoleDeps => {
  const { wording, reps } = app.knowledgeConfig();
  const contact = (queueId: string) => reps.queues.find((queue) => queue.id === queueId)?.contact ?? reps.queues[0]!.contact;
  return {
    loginToken,
    wayToPerson: fillWording(wording, "way_to_person", { rep_contact: contact(reps.fallbackQueue) }),
    knowledge: app.knowledgeOverview,
    operations: app.operations.view,
    onFault: (fault) => app.logFault("console_failed", fault),
    ask: async ({ question, history }, onProgress) => {
      const incoming = { id: null, question, scenario: null, history, skipRouting: false };
      const { row, routing, ranked, wordedBy } = await app.handleQuestion(incoming, onProgress);
      return { row, route: routing, passages: shownPassages(row.citations, ranked), wordedBy };
    },
  };
};
