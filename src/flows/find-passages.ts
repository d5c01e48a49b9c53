import { largeFolderFrom } from "../answering/confidence.ts";
import { splitQuestions } from "../answering/split-questions.ts";
import { type TimeScope, timeScopeOfMessage } from "../answering/time-scope.ts";
import type { Turn } from "../domain/question.ts";
import type { RankedPassage, Retrieval } from "../domain/retrieval.ts";
import type { Redactor } from "../ports/redactor.ts";
import { outgoingQuestion } from "./outgoing-question.ts";
import type { ServedKnowledge } from "./served-knowledge.ts";

/** A cleaned message. `mayLeave`: it is no personal matter, so redacted parts of it may be sent to a vendor. */
export type Message = { text: string; scenario: string | null; history: Turn[]; nowOn: string; mayLeave: boolean };

/**
 * One question of a message with what was found for it. `outgoing` can be read without the conversation and holds nothing that must stay
 * here; null when nothing may leave.
 */
export type FoundPart = {
  question: string;
  outgoing: string | null;
  retrieval: Retrieval;
  /** The passages an answer may come from; a rep gets them with the case. */
  ranked: RankedPassage[];
  scope: TimeScope;
  /** The question points at something that nothing earlier names. */
  unclear: boolean;
};

/** Makes a follow-up readable when local code cannot; null when that does not work out either. */
export type RewriteFollowUp = (question: string, history: readonly Turn[]) => Promise<string | null>;

/** How many passages an answer may come from. */
const passagesRead = 10;

/** How deep a large folder is searched, so that the best source can be compared with others: among ten there is often only one. */
export const passagesCompared = 40;

/**
 * Splits a message into its questions and retrieves for each, in order: a later one may lean on an earlier one. `leaving` is given when
 * questions may be sent to a model; its `rewrite` is asked only about a question that local code cannot resolve. Throws on faults of the index.
 */
export const findPassages = async (
  knowledge: ServedKnowledge,
  message: Message,
  leaving: { redact: Redactor; rewrite: RewriteFollowUp } | null,
): Promise<FoundPart[]> => {
  const asked = splitQuestions(message.text);
  const history = [...message.history];
  const depth = knowledge.sourceCount >= largeFolderFrom ? passagesCompared : passagesRead;
  const parts: FoundPart[] = [];
  for (const { question, context } of asked) {
    const scenario = [message.scenario, context].filter((text) => text !== null && text !== "").join("\n");
    const earlier = context === null ? history : [...history, { question: context }];
    const background = { ...(scenario === "" ? {} : { scenario }), stayLocal: !message.mayLeave };
    let retrieval = await knowledge.retrieve({ question, history: earlier, ...background }, depth);
    const local = knowledge.standalone(question, earlier);
    const told = { question, message: message.text, history: earlier };
    let outgoing = leaving && message.mayLeave ? outgoingQuestion({ knowledge, redact: leaving.redact }, told) : null;
    let unclear = retrieval.unclear && asked.length === 1 && scenario === "";
    if ((local.unclear || local.unresolved) && leaving && message.mayLeave && earlier.length > 0) {
      const rewritten = await leaving.rewrite(question, earlier);
      if (rewritten !== null) {
        outgoing = leaving.redact(rewritten).text;
        retrieval = await knowledge.retrieve({ question: rewritten, ...background }, depth);
        unclear = false;
      }
    }
    const scope = timeScopeOfMessage(retrieval.query.text, scenario === "" ? null : scenario, message.nowOn);
    parts.push({ question, outgoing, retrieval, ranked: retrieval.ranked.slice(0, passagesRead), scope, unclear });
    history.push({ question });
  }
  return parts;
};
