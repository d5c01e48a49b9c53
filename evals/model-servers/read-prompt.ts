/** A passage as a model sees it, cut into sentences by the reader's own rule. */
export type ShownPassage = { token: string; heading: string; text: string; sentences: string[] };

/** One request to answer a message, as far as a scripted model needs it. `several`: claims must say which question they answer. */
export type ReadPrompt = { questions: string[]; passages: ShownPassage[]; instructions: string; several: boolean };

const sentencesOf = (text: string): string[] =>
  text
    .split("\n")
    .flatMap((line) => line.split(/(?<=[.!?]["'\u201D\u2019)]?)\s+(?=["'\u201C\u2018(]?[\p{Lu}\d£])/u))
    .map((sentence) => sentence.trim())
    .filter((sentence) => sentence !== "");

const contentOf = (message: unknown): string => {
  const { content } = (message ?? {}) as { content?: unknown };
  if (typeof content === "string") return content;
  return Array.isArray(content) ? content.map((part) => (part as { text?: string }).text ?? "").join("") : "";
};

/**
 * Reads the body of a chat-completion request that asks for an answer, sharing no code with what wrote it. Null when it asks for
 * something else.
 */
export const readPrompt = (body: unknown): ReadPrompt | null => {
  const { messages } = (body ?? {}) as { messages?: unknown };
  if (!Array.isArray(messages)) return null;
  const whole = messages.map(contentOf);
  const input = whole.at(-1) ?? "";
  const questions = [...input.matchAll(/^Question(?: \d+)?: (.*)$/gmu)].map((match) => match[1]!);
  if (questions.length === 0) return null;
  const heads = [...input.matchAll(/^(P\d{1,2}) \((.*)\)$/gmu)];
  const passages = heads.map((head, index): ShownPassage => {
    const text = input.slice(head.index + head[0].length, heads[index + 1]?.index ?? input.length).trim();
    return { token: head[1]!, heading: head[2]!, text, sentences: sentencesOf(text) };
  });
  const several = /^Question 1: /mu.test(input);
  return { questions, passages, instructions: whole.slice(0, -1).join("\n"), several };
};
