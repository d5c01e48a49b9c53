import { createMemberKeys, readMemberSecret } from "./adapters/member-keys.ts";
import type { App } from "./compose.ts";
import { pageDeps } from "./compose-page.ts";
import type { ConsoleDeps } from "./console/console-deps.ts";
import { fillWording } from "./domain/fill-wording.ts";

/** What the console needs, from the wired application. Whoever is signed in is one member, the operator, the same after every start. */
export const consoleDepsOf = (app: App, loginToken: string): ConsoleDeps => {
  const keyOf = createMemberKeys(readMemberSecret(app.config.memberSecret, app.config.dataFolder));
  const member = { channel: "console", memberKey: keyOf("console", "operator") } as const;
  return {
    ...pageDeps(app.page, app.spine.accept, member),
    loginToken,
    // Of a name that no channel has, so that it is nobody's pseudonym.
    sessionKey: keyOf("console-session", "operator"),
    wayToPerson: () => {
      const { wording, reps } = app.knowledgeConfig();
      const { contact } = reps.queues.find((queue) => queue.id === reps.fallbackQueue) ?? reps.queues[0]!;
      return fillWording(wording, "way_to_person", { rep_contact: contact });
    },
    knowledge: app.knowledgeOverview,
    operations: app.operations.view,
    onFault: (fault) => app.logFault("console_failed", fault),
  };
};
