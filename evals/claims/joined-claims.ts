import { type Passage, sentenceText } from "../../src/domain/passage.ts";

/** Two neighbouring stretches of a passage said as one sentence, with the quotations for it. True whenever the page is. */
export type JoinedClaim = { way: string; text: string; quotes: string[] };

/** A line like "any of the following apply:" does not run on into its bullet. */
const stopsShort = /\b(?:following|these|both|either|one of|all of|any of|below|steps|example)\b/u;

/** A bullet read on from the line that introduces it, as people do ("You must:" and "tell your employer" is "You must tell your employer."). */
const bulletRunOn = (passage: Passage, index: number): JoinedClaim[] => {
  const span = passage.sentences[index]!;
  const line = span.introducedBy === null ? undefined : passage.sentences[span.introducedBy];
  if (span.kind !== "list_item" || !line) return [];
  const [introduction, bullet] = [sentenceText(passage, line), sentenceText(passage, span)];
  if (!introduction.endsWith(":") || stopsShort.test(introduction) || /[.?:]/u.test(bullet.slice(0, -1))) return [];
  const text = `${introduction.slice(0, -1)} ${bullet.replace(/\.$/u, "")}.`;
  return [{ way: "bullet_run_on", text, quotes: [introduction, bullet] }];
};

/** A sentence and the next of its paragraph, joined by "and". */
const sentencePair = (passage: Passage, index: number): JoinedClaim[] => {
  const [span, next] = [passage.sentences[index]!, passage.sentences[index + 1]];
  if (!next || span.kind !== "paragraph" || next.block !== span.block) return [];
  const [first, second] = [sentenceText(passage, span), sentenceText(passage, next)];
  if (!first.endsWith(".") || !second.endsWith(".") || !/^(?:You|They|It|This|The|There|Your)\b/u.test(second)) return [];
  const text = `${first.slice(0, -1)}, and ${second.charAt(0).toLowerCase()}${second.slice(1)}`;
  return [{ way: "sentences_joined", text, quotes: [first, second] }];
};

/** Every joining that starts or ends at this sentence. */
export const joinedClaims = (passage: Passage, index: number): JoinedClaim[] => [
  ...bulletRunOn(passage, index),
  ...sentencePair(passage, index),
];
