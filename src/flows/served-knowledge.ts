import type { ProveClaim } from "../answering/proof/finding.ts";
import type { PassageProfile } from "../answering/sentence-profile.ts";
import type { WeighedConcept } from "../answering/weigh-concepts.ts";
import type { Turn } from "../domain/question.ts";
import type { RankedPassage, Retrieval } from "../domain/retrieval.ts";
import type { TermAnalyser } from "../ports/term-analyser.ts";
import type { StandaloneQuestion } from "../retrieval/standalone-question.ts";

/** A question to search with. `stayLocal`: nothing of it may leave the machine, not even to be embedded. */
export type PassageQuery = { question: string; scenario?: string; history?: readonly Turn[]; stayLocal?: boolean };

/** One reading of the knowledge, ready to be searched; swapped whole when a sync has changed anything. */
export type ServedKnowledge = {
  revision: string;
  sourceCount: number;
  terms: TermAnalyser;
  weigh(retrieval: Retrieval): WeighedConcept[];
  retrieve(query: PassageQuery, k: number): Promise<Retrieval & { unclear: boolean }>;
  profileOf(ranked: RankedPassage): PassageProfile;
  /** Makes a follow-up readable without its conversation. */
  standalone(question: string, history: readonly Turn[]): StandaloneQuestion;
  /** Judges a claim in other words than its quotations'. */
  prove: ProveClaim;
};
