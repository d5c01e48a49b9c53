/** Who words the answers of a run: the pages' own sentences, or a language model whose claims code has proved. */
export type AnsweringMode = "extractive" | "model";

/** The suites that answer questions, and so can be run in both modes. */
export const answeringSuites = ["knowledge", "seeds", "site", "govuk"];

/**
 * What is laid over the environment of the commands that a run starts. An empty key is no key, and wins over one in `.env`: an extractive
 * run must not ask a model because somebody has a key.
 */
export const environmentOf = (mode: AnsweringMode): Record<string, string> =>
  mode === "extractive" ? { OPENAI_API_KEY: "", EMBEDDINGS: "bundled", VERIFY_WITH_MODEL: "off" } : {};

/** The name of a suite in a mode; figures carry it, so that each mode has thresholds of its own. */
export const suiteNameIn = (suite: string, mode: AnsweringMode): string => (mode === "model" ? `${suite}-model` : suite);
