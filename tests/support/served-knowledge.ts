import { createWordVectors } from "../../src/adapters/glove-word-vectors.ts";
import { createEnglishWords } from "../../src/adapters/subtlex-english-words.ts";
import { createWordClasses } from "../../src/adapters/wink-word-classes.ts";
import { createWordRelations } from "../../src/adapters/wordnet-relations.ts";
import { createProof } from "../../src/answering/proof/create-proof.ts";
import { profilePassage } from "../../src/answering/sentence-profile.ts";
import { weighConcepts } from "../../src/answering/weigh-concepts.ts";
import type { ServedKnowledge } from "../../src/flows/served-knowledge.ts";
import type { KnowledgeSnapshot } from "../../src/ports/knowledge-store.ts";
import { createRetriever } from "../../src/retrieval/retrieve.ts";
import { standaloneQuestion } from "../../src/retrieval/standalone-question.ts";
import { retrieverDeps } from "./small-knowledge.ts";

/** Knowledge that fails in the way given, for testing what becomes of a question then. */
export const brokenKnowledge = (fault: Error): ServedKnowledge =>
  ({ revision: "1", sourceCount: 1, retrieve: () => Promise.reject(fault) }) as unknown as ServedKnowledge;

const english = createEnglishWords();
const wordClasses = createWordClasses();
const wordRelations = createWordRelations();
const wordVectors = createWordVectors();

/** Serves a snapshot as `compose-serving.ts` does, searching by words alone. */
export const serveSnapshot = async (snapshot: KnowledgeSnapshot): Promise<ServedKnowledge> => {
  const deps = { ...retrieverDeps(), english };
  const retriever = await createRetriever(deps, snapshot);
  return {
    revision: snapshot.revision,
    sourceCount: snapshot.documents.length,
    terms: deps.analyser,
    weigh: (retrieval) => weighConcepts(english, wordClasses, wordVectors, retrieval.query.text, retrieval.query.concepts),
    retrieve: retriever.retrieve,
    standalone: (question, history) => standaloneQuestion(wordClasses, question, history),
    prove: createProof({ terms: deps.analyser, wordClasses, wordRelations, glossary: deps.glossary }),
    profileOf: ({ passage, document }) => profilePassage(deps.analyser, english, wordVectors, passage, document),
  };
};
