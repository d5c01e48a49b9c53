import type { CaseToOpen } from "../domain/effects.ts";
import type { RepsFile } from "../domain/knowledge-config.ts";
import type { StoredMessage } from "../domain/message.ts";
import type { Routing } from "../domain/route.ts";
import { handOver } from "./hand-over.ts";

/** What such a hand-over needs. `route` may throw: the matter is then taken for an urgent one. */
export type HandOverRestoredDeps = {
  route: (text: string, at: { sentAt: Date }) => Routing;
  reps: RepsFile;
  newCaseId: () => string;
  now: () => Date;
};

const routed = ({ route }: HandOverRestoredDeps, { text, sentAt }: StoredMessage): Routing | null => {
  try {
    return route(text, { sentAt: new Date(sentAt) });
  } catch {
    return null;
  }
};

/**
 * The case for a message that may or may not have been answered before the store was brought back from a copy: only a person can look. The
 * message is routed, so that danger comes first; what cannot be routed is urgent, as it may be a cry for help. `why` says it to the rep.
 */
export const handOverRestored = (deps: HandOverRestoredDeps, message: StoredMessage, why: string): CaseToOpen => {
  const routing = routed(deps, message);
  const reason = routing?.route === "crisis" ? "crisis" : "restored";
  const matter = handOver(deps, { question: message.text, scenario: null, reason, why, routing, passageIds: [] });
  return routing === null ? { ...matter, queue: deps.reps.urgentQueue, priority: "urgent" } : matter;
};
