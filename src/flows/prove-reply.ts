import { claimsFromReply } from "../answering/claims-from-reply.ts";
import type { ModelClaim, PromptMaterial } from "../answering/prompt-material.ts";
import type { ProveClaim } from "../answering/proof/finding.ts";
import { quotedInstead } from "../answering/quoted-instead.ts";
import { mayAnswer, type TimeScope } from "../answering/time-scope.ts";
import { verifyClaims } from "../answering/verify-claims.ts";
import type { DraftedClaim } from "../domain/answer.ts";
import type { VerifiedAnswer, VerifiedClaim } from "../domain/verified-answer.ts";
import type { ServedKnowledge } from "./served-knowledge.ts";

/**
 * What code could prove of a model's claims. `leads`: the first claim, which is to answer the question, is among them. `onlyOutdated`:
 * claims were cut because their sources no longer speak for the time asked about, and none was left.
 */
export type ProvedReply = { answer: VerifiedAnswer | null; leads: boolean; onlyOutdated: boolean };

type Sources = PromptMaterial["byToken"];

const speaksForThen = (claim: DraftedClaim, sources: Sources, scope: TimeScope, nowOn: string): boolean => {
  const byPassage = new Map([...sources.values()].map((sourced) => [sourced.passage.id, sourced.document]));
  return claim.quotations.every(({ passageId, text }) => {
    const document = byPassage.get(passageId);
    return document !== undefined && mayAnswer(scope, document, text, nowOn);
  });
};

/** Each claim once: two that could not be proved may have quoted the same sentence, which then stands for both. */
const withoutRepeats = (claims: readonly DraftedClaim[]): DraftedClaim[] => {
  const seen = new Set<string>();
  return claims.filter((claim) => {
    const places = claim.quotations.map(({ passageId, start, end }) => `${passageId}:${start}:${end}`);
    const key = JSON.stringify([claim.text, places]);
    return !seen.has(key) && seen.add(key);
  });
};

const proveClaims = (
  prove: ProveClaim,
  claims: readonly ModelClaim[],
  { byToken }: PromptMaterial,
  scope: TimeScope,
  nowOn: string,
) => {
  const { drafted, cut } = claimsFromReply(claims, byToken);
  const timely = drafted.filter((claim) => speaksForThen(claim, byToken, scope, nowOn));
  const sourced = new Map([...byToken.values()].map((found) => [found.passage.id, found]));
  const { verdicts } = verifyClaims(timely, sourced, prove);
  const shown = verdicts.flatMap((verdict) =>
    verdict.verdict === "supported" ? [verdict.claim] : quotedInstead(verdict, sourced),
  );
  const { answer } = verifyClaims(withoutRepeats(shown), sourced, prove);
  const none = cut.length === 0 && timely.length === drafted.length;
  return { answer, complete: none && answer !== null, outdated: drafted.length - timely.length, timely: timely.length };
};

/**
 * Proves what a model claimed for one question: tokens and quotations looked up, sources held against the time asked about, each claim
 * against its quotations. Where a claim's own words cannot be proved the sentences that it quotes take its place. What comes out is
 * verified or nothing.
 */
export const proveReply = (
  { prove }: Pick<ServedKnowledge, "prove">,
  claims: readonly ModelClaim[],
  material: PromptMaterial,
  scope: TimeScope,
  nowOn: string,
): ProvedReply => {
  const { answer, outdated, timely } = proveClaims(prove, claims, material, scope, nowOn);
  const leads = answer !== null && proveClaims(prove, claims.slice(0, 1), material, scope, nowOn).complete;
  return { answer, leads, onlyOutdated: outdated > 0 && timely === 0 };
};

/** The same without the claims that `stands` refuses; the first claim must stand for the rest to answer anything. */
export const keepClaims = (
  { prove }: Pick<ServedKnowledge, "prove">,
  proved: ProvedReply,
  stands: (claim: VerifiedClaim) => boolean,
): ProvedReply => {
  if (proved.answer === null) return proved;
  const kept = proved.answer.claims.filter(stands);
  const leads = proved.leads && kept[0] !== undefined && kept[0] === proved.answer.claims[0];
  const { answer } = verifyClaims(kept, proved.answer.passages, prove);
  return { ...proved, answer, leads };
};
