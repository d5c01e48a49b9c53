import type { Statement } from "./claim-case.ts";
import type { Predication } from "./predications.ts";

const supposes = /^(?:if|unless|provided|providing|whether)$/;
const asks = /^(?:whether|which|what|how|who|when|where)$/;
/** Verbs behind which a question stands that is not answered there: "has not agreed which", "decides whether". */
const leavesOpen = /^(?:agre|know|decid|sai|clear|ask|determin|see|tell|explain|consid|set|look|check|find|discuss|choos)$/;

/**
 * Whether a thing is only supposed or asked, not said: "if changes need a law", "it has not been agreed which staff will stay". What opens
 * it is given, null when it is said outright.
 */
export const supposedBy = ({ reading, says }: Statement, said: Predication): string | null => {
  const first = said.group[0]!;
  const clause = reading.words.filter(
    (word) => word.sentence === first.sentence && word.clause === first.clause && word.at < first.at,
  );
  const opener = clause[0];
  if (opener && supposes.test(opener.word)) return opener.word;
  const whether = clause.find((word) => word.word === "whether");
  if (whether) return whether.word;
  const before = says.filter((other) => other.group.at(-1)!.at < first.at).at(-1);
  const question = clause.find((word) => asks.test(word.word) && before !== undefined && word.at > before.group.at(-1)!.at);
  if (!question || !before) return null;
  const isOpen =
    leavesOpen.test(before.head?.stem ?? "") || before.object.some((word) => /^(?:clear|certain|possible)$/.test(word.word));
  return isOpen && question.at - before.group.at(-1)!.at <= 4 ? question.word : null;
};
