import type { GlossaryFile } from "../../domain/knowledge-config.ts";
import type { TermAnalyser } from "../../ports/term-analyser.ts";
import type { WordClasses } from "../../ports/word-classes.ts";
import type { WordRelations } from "../../ports/word-relations.ts";

/** What is known of English and of the union's own short forms when claims are judged. */
export type ProofDeps = {
  terms: TermAnalyser;
  wordClasses: WordClasses;
  wordRelations: WordRelations;
  glossary: Pick<GlossaryFile, "terms">;
};
