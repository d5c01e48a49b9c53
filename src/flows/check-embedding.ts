import type { EmbeddingModels } from "../ports/embedding-models.ts";
import type { ServedState } from "./keep-served.ts";

/** How questions are searched at the moment, in words for a volunteer. */
const servingNow = ({ searchesBy, model }: ServedState): string => {
  if (searchesBy === "vectors_and_words") return `questions are searched with ${model?.modelId}`;
  return "questions are searched by words alone";
};

const whatToDo = (configured: string, remote: boolean): string =>
  remote
    ? "check OPENAI_API_KEY, OPENAI_BASE_URL and OPENAI_EMBEDDING_MODEL, or set EMBEDDINGS=bundled"
    : `run npm ci again for ${configured}`;

/**
 * Asks the configured embedding model for one vector, through the same port as a question's, and says what serves: good, or what is
 * wrong and what to do. Never rejects.
 */
export const checkEmbedding = async (models: EmbeddingModels, state: ServedState): Promise<{ isGood: boolean; says: string }> => {
  try {
    const { model, questions } = await models.open(state.model);
    const [vector] = await questions.embed(["Is anyone there?"]);
    if (vector?.length !== model.dimension) throw new Error(`a vector of ${vector?.length} values, not ${model.dimension}`);
    const sent = questions.remote
      ? "; questions are redacted before they are sent, personal ones are searched by words alone"
      : "";
    const answers = `${models.configured} answers, dimension ${model.dimension}${sent}`;
    if (state.model?.modelId === model.modelId && state.searchesBy === "vectors_and_words")
      return { isGood: true, says: answers };
    const todo = "npm start embeds the pages anew beside its work, npm run sync does it now";
    return { isGood: true, says: `${answers}. Its vectors are not ready: ${servingNow(state)}; ${todo}` };
  } catch (fault) {
    const { code, message } = fault as { code?: string; message: string };
    const remote = models.configured !== models.bundled.model.modelId && code?.startsWith("embedding_") === true;
    const says = `${models.configured} gives no vectors (${message}${code ? `, ${code}` : ""})`;
    return { isGood: false, says: `${says}: ${whatToDo(models.configured, remote)}; until then ${servingNow(state)}` };
  }
};
