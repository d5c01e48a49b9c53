import type { GlossaryFile } from "../../domain/knowledge-config.ts";
import type { EnglishWords } from "../../ports/english-words.ts";
import type { TermAnalyser } from "../../ports/term-analyser.ts";
import type { WordClasses } from "../../ports/word-classes.ts";
import type { WordVectors } from "../../ports/word-vectors.ts";

/** What is known of English and of the union's own short forms when claims are judged. */
export type ProofDeps = {
  terms: TermAnalyser;
  english: EnglishWords;
  wordClasses: WordClasses;
  wordVectors: WordVectors;
  glossary: Pick<GlossaryFile, "terms" | "synonyms">;
};
