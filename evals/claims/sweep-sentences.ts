import { type Passage, sentenceText } from "../../src/domain/passage.ts";
import { alteredClaims } from "./altered-claims.ts";
import { joinedClaims } from "./joined-claims.ts";
import type { createReplyProof, ProvedClaim } from "./prove-reply.ts";
import type { StoredSource } from "./stored-sources.ts";

/** A sentence altered by rule and what the proof made of it. */
export type SweptClaim = { source: string; way: string; text: string; stands: boolean; got: ProvedClaim; passed: boolean };

/** Sentences shorter than this, in words, are mostly labels. */
const fewestWords = 6;

type ToProve = { way: string; text: string; stands: boolean; quotes: string[] };

const alterations = (passage: Passage, index: number): ToProve[] => {
  const span = passage.sentences[index]!;
  const sentence = sentenceText(passage, span);
  const joined = joinedClaims(passage, index).map((claim) => ({ ...claim, stands: true }));
  const whole = span.kind === "paragraph" && sentence.endsWith(".") && sentence.split(" ").length >= fewestWords;
  return [...joined, ...(whole ? alteredClaims(sentence).map((claim) => ({ ...claim, quotes: [sentence] })) : [])];
};

/**
 * Alters every `every`-th sentence of the sources by rule, with that sentence as the quotation, and puts each through the proof.
 * Hand-written rows are better but few; this shows how the rules do on pages that nobody looked at while writing them.
 */
export const sweepSentences = (
  prove: ReturnType<typeof createReplyProof>,
  stored: ReadonlyMap<string, StoredSource>,
  every: number,
): SweptClaim[] =>
  [...stored]
    .flatMap(([source, own]) =>
      own.passages.flatMap((passage) => passage.sentences.map((_, index) => ({ source, own, passage, index }))),
    )
    .filter((_, number) => number % every === 0)
    .flatMap(({ source, own, passage, index }) =>
      alterations(passage, index).map(({ way, text, stands, quotes }): SweptClaim => {
        const given = quotes.map((quote) => ({ quote, passage, document: own.document, token: undefined }));
        const got = prove(text, given, own);
        const passed = stands ? got.shown.length > 0 && got.reasons.length === 0 : got.shown.length === 0;
        return { source, way, text, stands, got, passed };
      }),
    );
