import { sentenceText } from "../../src/domain/passage.ts";
import { alteredClaims } from "./altered-claims.ts";
import type { createReplyProof, ProvedClaim } from "./prove-reply.ts";
import type { StoredSource } from "./stored-sources.ts";

/** A sentence altered by rule and what the proof made of it. */
export type SweptClaim = { source: string; way: string; text: string; stands: boolean; got: ProvedClaim; passed: boolean };

/** Sentences shorter than this, in words, are mostly labels. */
const fewestWords = 6;

/**
 * Alters every `every`-th sentence of the sources by rule, with that sentence as the quotation, and puts each through the proof.
 * Hand-written rows are better but few; this shows how the rules do on pages that nobody looked at while writing them.
 */
export const sweepSentences = (
  prove: ReturnType<typeof createReplyProof>,
  stored: ReadonlyMap<string, StoredSource>,
  every: number,
): SweptClaim[] => {
  const sentences = [...stored].flatMap(([source, own]) =>
    own.passages.flatMap((passage) =>
      passage.sentences
        .filter(({ kind, start, end }) => kind === "paragraph" && passage.text.slice(start, end).endsWith("."))
        .map((span) => ({ source, own, passage, sentence: sentenceText(passage, span) })),
    ),
  );
  return sentences
    .filter(({ sentence }, index) => index % every === 0 && sentence.split(" ").length >= fewestWords)
    .flatMap(({ source, own, passage, sentence }) => {
      const given = [{ quote: sentence, passage, document: own.document, token: undefined }];
      return alteredClaims(sentence).map(({ way, text, stands }): SweptClaim => {
        const got = prove(text, given, own);
        const passed = stands ? got.shown.length > 0 : got.shown.length === 0;
        return { source, way, text, stands, got, passed };
      });
    });
};
