import { draftExtractive, type ExtractiveDraft } from "../answering/draft-extractive.ts";
import type { ModelFailure } from "../domain/model-failure.ts";
import type { Turn } from "../domain/question.ts";
import type { ReceiptModel } from "../domain/receipt.ts";
import type { OnAnswerProgress } from "./answer-progress.ts";
import type { AnsweringModel } from "./answering-model.ts";
import { askModel, type ModelAnswer } from "./ask-model.ts";
import { type FoundPart, findPassages, type Message } from "./find-passages.ts";
import { followClaims } from "./follow-claims.ts";
import { judgeProved } from "./judge-proved.ts";
import { meterModel } from "./meter-model.ts";
import { type ProvedReply, proveReply } from "./prove-reply.ts";
import { rewriteFollowUp } from "./rewrite-follow-up.ts";
import type { ServedKnowledge } from "./served-knowledge.ts";
import { citeParts, type PartAnswer, settlePart } from "./settle-part.ts";

/** Milliseconds spent in the steps, over all questions of a message; waiting for a model counts as drafting. */
export type StepTimes = { retrieveMs: number; draftMs: number; verifyMs: number };

/** What became of a message. `by` is the model's part in it, null when no reply of a model was used; `modelFailure` says why. */
export type MessageAnswer = {
  parts: PartAnswer[];
  times: StepTimes;
  by: ReceiptModel | null;
  modelFailure: ModelFailure | null;
};

/** What answering needs: the knowledge, and a model when one is configured. */
export type AnswerDeps = { knowledge: ServedKnowledge; answering: AnsweringModel | null };

const rewriteWith = (answering: AnsweringModel, leftMs: () => number) => async (question: string, history: readonly Turn[]) => {
  const rewritten = await rewriteFollowUp(answering, { question, history, budgetMs: leftMs() });
  return rewritten.kind === "rewritten" ? rewritten.text : null;
};

/** Proves what the model claimed for each question; a judge, when one is wanted, may only take claims away. */
const proveParts = async (
  deps: AnswerDeps & { answering: AnsweringModel },
  found: readonly FoundPart[],
  reply: ModelAnswer & { kind: "replied" },
  nowOn: string,
  leftMs: number,
): Promise<(ProvedReply | null)[]> => {
  const proved = found.map((part, index) => {
    const said = reply.parts[index]!;
    return said.kind === "claims" ? proveReply(deps.knowledge, said.claims, reply.material, part.scope, nowOn) : null;
  });
  return deps.answering.judges ? judgeProved(deps, proved, leftMs) : proved;
};

const failureOf = (reply: ModelAnswer | null): ModelFailure | null => (reply?.kind === "failed" ? reply.code : null);

/**
 * Answers each question of a message from the knowledge alone: retrieve, draft, verify, cite, date. The pages' own sentences are
 * drafted while the model writes, and stand in for whatever of it fails or cannot be proved.
 * Throws only on faults of the index or the store; not knowing is a value.
 */
export const answerQuestion = async (
  deps: AnswerDeps,
  message: Message,
  onProgress?: OnAnswerProgress,
): Promise<MessageAnswer> => {
  const { knowledge } = deps;
  const meter = message.mayLeave && deps.answering ? meterModel(deps.answering) : null;
  const answering = meter?.answering ?? null;
  const startedAt = performance.now();
  const leftMs = (): number => Math.max(0, (answering?.budgetMs ?? 0) - (performance.now() - startedAt));
  onProgress?.({ kind: "step", step: "searching" });
  const found = await findPassages(
    knowledge,
    message,
    answering ? { redact: answering.redact, rewrite: rewriteWith(answering, leftMs) } : null,
  );
  const retrievedAt = performance.now();
  onProgress?.({ kind: "step", step: "writing" });
  const worthAsking = found.some((part) => !part.unclear && part.ranked.length > 0);
  const follow = onProgress ? followClaims(knowledge, found, message.nowOn, onProgress) : undefined;
  const asking = answering && worthAsking ? askModel(answering, found, message.nowOn, leftMs(), follow) : null;
  const drafts = found.map(
    (part): ExtractiveDraft =>
      draftExtractive(
        knowledge.terms,
        knowledge.weigh,
        knowledge.profileOf,
        part.retrieval,
        part.scope,
        message.nowOn,
        knowledge.sourceCount,
      ),
  );
  const reply = asking === null ? null : await asking;
  const draftedAt = performance.now();
  onProgress?.({ kind: "step", step: "checking" });
  const replied = reply?.kind === "replied" && answering ? reply : null;
  const proved = replied && answering ? await proveParts({ knowledge, answering }, found, replied, message.nowOn, leftMs()) : [];
  const settled = found.map((part, index) => {
    const said = replied ? { part: replied.parts[index]!, proved: proved[index] ?? null } : null;
    const draft = drafts[index]!;
    return { part, confidence: draft.confidence, result: settlePart(part, draft, said, message.nowOn) };
  });
  const parts = citeParts(settled);
  const times = {
    retrieveMs: retrievedAt - startedAt,
    draftMs: draftedAt - retrievedAt,
    verifyMs: performance.now() - draftedAt,
  };
  return { parts, times, by: replied && meter ? { ...replied.by, ...meter.total() } : null, modelFailure: failureOf(reply) };
};
