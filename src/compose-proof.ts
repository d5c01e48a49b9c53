import { existsSync } from "node:fs";
import path from "node:path";
import { createTermAnalyser } from "./adapters/porter-stemmer.ts";
import { createWordClasses } from "./adapters/wink-word-classes.ts";
import { createWordRelations } from "./adapters/wordnet-relations.ts";
import { createProof } from "./answering/proof/create-proof.ts";
import type { ProveClaim } from "./answering/proof/finding.ts";
import type { Config } from "./config.ts";
import { GlossaryFile } from "./domain/knowledge-config.ts";
import { learnGlossary } from "./ingestion/learn-glossary.ts";
import { readYamlFile } from "./ingestion/read-yaml-file.ts";
import type { KnowledgeStore } from "./ports/knowledge-store.ts";

/**
 * Wires the rules for claims in a model's words as answering has them, without serving anything: the glossary is the knowledge folder's
 * (the project's own where that folder has none or is not there) with what the stored passages teach. Throws `KnowledgeError` for a
 * glossary that cannot be read.
 */
export const openProof = async (
  { knowledgeFolder, defaultsFolder }: Pick<Config, "knowledgeFolder" | "defaultsFolder">,
  knowledge: Pick<KnowledgeStore, "snapshot">,
): Promise<ProveClaim> => {
  const own = path.join(knowledgeFolder, "glossary.yaml");
  const written = await readYamlFile(existsSync(own) ? own : path.join(defaultsFolder, "glossary.yaml"), GlossaryFile);
  const { passages } = await knowledge.snapshot();
  const learned = learnGlossary(passages.map((passage) => passage.text)).map(({ short, long }) => ({ short, long: [long] }));
  return createProof({
    terms: createTermAnalyser(),
    wordClasses: createWordClasses(),
    wordRelations: createWordRelations(),
    glossary: { ...written, terms: [...written.terms, ...learned] },
  });
};
