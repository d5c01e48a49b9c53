import type { ServedKnowledge } from "../../src/flows/answer-question.ts";

/** Knowledge that fails in the way given, for testing what becomes of a question then. */
export const brokenKnowledge = (fault: Error): ServedKnowledge =>
  ({ revision: "1", sourceCount: 1, retrieve: () => Promise.reject(fault) }) as unknown as ServedKnowledge;
