import { type CitedAnswer, citeClaims } from "../answering/cite-claims.ts";
import { largeFolderFrom } from "../answering/confidence.ts";
import { asOfAnswer, dateNotices, disagreementNotices, type Notice } from "../answering/date-notices.ts";
import { draftExtractive } from "../answering/draft-extractive.ts";
import type { PassageProfile } from "../answering/sentence-profile.ts";
import { splitQuestions } from "../answering/split-questions.ts";
import { timeScopeOfMessage } from "../answering/time-scope.ts";
import { verifyClaims } from "../answering/verify-claims.ts";
import type { WeighedConcept } from "../answering/weigh-concepts.ts";
import type { Reason } from "../domain/answer.ts";
import type { Turn } from "../domain/question.ts";
import type { RankedPassage, Retrieval } from "../domain/retrieval.ts";
import type { TermAnalyser } from "../ports/term-analyser.ts";

/** One reading of the knowledge, ready to be searched; swapped whole when a sync has changed anything. */
export type ServedKnowledge = {
  revision: string;
  sourceCount: number;
  terms: TermAnalyser;
  weigh(retrieval: Retrieval): WeighedConcept[];
  retrieve(
    query: { question: string; scenario?: string; history?: readonly Turn[] },
    k: number,
  ): Promise<Retrieval & { unclear: boolean }>;
  profileOf(ranked: RankedPassage): PassageProfile;
};

/** What became of one question of a message. */
export type PartAnswer = {
  question: string;
  confidence: number;
  ranked: RankedPassage[];
} & ({ kind: "answered"; cited: CitedAnswer; notices: Notice[]; asOf: string | null } | { kind: "abstained"; reason: Reason });

/** Milliseconds spent in the steps, summed over the parts of a message. */
export type StepTimes = { retrieveMs: number; draftMs: number; verifyMs: number };

/** How many passages an answer may come from; a rep gets them with the case. */
const passagesRead = 10;

/** How deep a large folder is searched, so that the best source can be compared with others: among ten there is often only one. */
export const passagesCompared = 40;

/**
 * Answers each question of a message from the knowledge alone: retrieve, draft, verify, cite, date.
 * `nowOn` is the day of asking. Throws only on faults of the index or the store; not knowing is a value.
 */
export const answerQuestion = async (
  knowledge: ServedKnowledge,
  message: { text: string; scenario: string | null; history: Turn[]; nowOn: string },
): Promise<{ parts: PartAnswer[]; times: StepTimes }> => {
  const times: StepTimes = { retrieveMs: 0, draftMs: 0, verifyMs: 0 };
  const parts: PartAnswer[] = [];
  const asked = splitQuestions(message.text);
  const history = [...message.history];
  let nextNumber = 1;
  for (const { question, context } of asked) {
    const startedAt = performance.now();
    const scenario = [message.scenario, context].filter((text) => text !== null && text !== "").join("\n");
    const earlier = context === null ? history : [...history, { question: context }];
    const isLarge = knowledge.sourceCount >= largeFolderFrom;
    const retrieval = await knowledge.retrieve(
      { question, history: earlier, ...(scenario === "" ? {} : { scenario }) },
      isLarge ? passagesCompared : passagesRead,
    );
    const ranked = retrieval.ranked.slice(0, passagesRead);
    const retrievedAt = performance.now();
    times.retrieveMs += retrievedAt - startedAt;
    history.push({ question });
    if (retrieval.unclear && asked.length === 1 && scenario === "") {
      parts.push({ kind: "abstained", question, confidence: 0, ranked, reason: "unclear_reference" });
      continue;
    }
    const scope = timeScopeOfMessage(retrieval.query.text, scenario === "" ? null : scenario, message.nowOn);
    const draft = draftExtractive(
      knowledge.terms,
      knowledge.weigh,
      knowledge.profileOf,
      retrieval,
      scope,
      message.nowOn,
      knowledge.sourceCount,
    );
    const draftedAt = performance.now();
    times.draftMs += draftedAt - retrievedAt;
    const found = { question, confidence: draft.confidence, ranked };
    if (draft.kind === "abstained") {
      parts.push({ ...found, kind: "abstained", reason: draft.reason });
      continue;
    }
    const sourced = new Map(ranked.map(({ passage, document }) => [passage.id, { passage, document }]));
    const { answer } = verifyClaims(draft.claims, sourced);
    if (answer === null) {
      parts.push({ ...found, kind: "abstained", reason: "verification_failed" });
    } else {
      const cited = citeClaims(answer, nextNumber);
      nextNumber += cited.citations.length;
      const notices = [...disagreementNotices(draft.disagreesWith ?? null), ...dateNotices(answer, message.nowOn)];
      parts.push({ ...found, kind: "answered", cited, notices, asOf: asOfAnswer(answer) });
    }
    times.verifyMs += performance.now() - draftedAt;
  }
  return { parts, times };
};
