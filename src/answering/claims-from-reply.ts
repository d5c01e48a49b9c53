import type { DraftedClaim, Quotation } from "../domain/answer.ts";
import type { DocumentRecord } from "../domain/document.ts";
import { foldText } from "../domain/fold-text.ts";
import { type Passage, sentenceText } from "../domain/passage.ts";
import { findQuotation, type Place } from "./find-quotation.ts";
import { plainClaim } from "./plain-claim.ts";
import { introductions, quotationOf, verbatimClaim } from "./verbatim-claim.ts";

/** A claim as a model gave it, with nothing proved. `passage` is a token (P1, P2 ...), `quote` words said to stand there. */
export type ReplyClaim = { text: string; quotations: readonly { passage: string; quote: string }[] };

/** Why a claim could not even be drafted; closed. */
export type CutReason = "empty_claim" | "too_long" | "no_quotation" | "unknown_token" | "quotation_not_found";

/** A claim that was dropped before anything about its content was judged. */
export type CutClaim = { text: string; reason: CutReason };

/** Longer than any claim or quotation can be, in characters: what is longer is not read at all, so that it costs no time. */
const maxReadCharacters = 4000;

type Sourced = { passage: Passage; document: DocumentRecord };

const wordsOf = (text: string): string[] =>
  foldText(text)
    .toLowerCase()
    .match(/[\p{L}\p{N}]+/gu) ?? [];

/** The token in the one form in which it was given out; "[p1]" is P1, "P01" or "passage 1" is nothing. */
const tokenOf = (written: string): string =>
  written
    .trim()
    .replace(/^\[(.*)\]$/u, "$1")
    .trim()
    .toUpperCase();

/** The sentences that a place touches, as indexes. */
const touched = (passage: Passage, place: Place): number[] =>
  passage.sentences.flatMap((span, index) => (span.start < place.end && span.end > place.start ? [index] : []));

const sharedWords = (claimWords: ReadonlySet<string>, passage: Passage, indexes: readonly number[]): number =>
  new Set(
    indexes.flatMap((index) => wordsOf(sentenceText(passage, passage.sentences[index]!))).filter((word) => claimWords.has(word)),
  ).size;

/** The sentences quoted; when the words stand in several places, those that share most with the claim. Null when they stand nowhere. */
const quotedSentences = (passage: Passage, quote: string, claimWords: ReadonlySet<string>): number[] | null => {
  const places = findQuotation(passage.text, quote);
  if (places.length === 0) return null;
  const widened = places.map((place) => touched(passage, place));
  const shares = widened.map((indexes) => sharedWords(claimWords, passage, indexes));
  return widened[shares.indexOf(Math.max(...shares))]!;
};

/**
 * Neighbouring sentences become one quotation; a gap starts another. So does a list: a long one goes over several passages, each of which
 * repeats the introducing line, so that line and bullet stand side by side in the passage and not in the source.
 */
const quotationsOf = (passage: Passage, indexes: ReadonlySet<number>): Quotation[] => {
  const sorted = [...indexes].sort((a, b) => a - b);
  const runs: [number, number][] = [];
  for (const index of sorted) {
    const open = runs.at(-1);
    const opensList = open !== undefined && passage.sentences[index]!.introducedBy === open[1];
    if (open && open[1] === index - 1 && !opensList) open[1] = index;
    else runs.push([index, index]);
  }
  return runs.map(([first, last]) => quotationOf(passage, first, last));
};

type Located = { kind: "located"; byPassage: Map<Passage, Set<number>> } | { kind: "cut"; reason: CutReason };

const cutFor = (reason: CutReason): Located => ({ kind: "cut", reason });

const locate = (claim: ReplyClaim, claimWords: ReadonlySet<string>, byToken: ReadonlyMap<string, Sourced>): Located => {
  const byPassage = new Map<Passage, Set<number>>();
  for (const { passage: token, quote } of claim.quotations) {
    if (quote.length > maxReadCharacters) return cutFor("quotation_not_found");
    const passage = byToken.get(tokenOf(token))?.passage;
    if (!passage) return cutFor("unknown_token");
    const indexes = quotedSentences(passage, quote, claimWords);
    if (indexes === null) return cutFor("quotation_not_found");
    const held = byPassage.get(passage) ?? new Set<number>();
    for (const index of indexes) held.add(index);
    if (held.size > 0) byPassage.set(passage, held);
  }
  // What was quoted may be a heading inside the passage: it stands there, but proves nothing.
  return byPassage.size === 0 ? cutFor("no_quotation") : { kind: "located", byPassage };
};

const read = (claim: ReplyClaim, text: string, byToken: ReadonlyMap<string, Sourced>): Located => {
  if (text === "") return cutFor("empty_claim");
  return claim.quotations.length === 0 ? cutFor("no_quotation") : locate(claim, new Set(wordsOf(text)), byToken);
};

const sameWords = (a: string, b: string): boolean => wordsOf(a).join(" ") === wordsOf(b).join(" ");

/** The bullet that a claim repeats word for word, when it is one: the line above it must then be read first. */
const repeatedBullet = (text: string, byPassage: ReadonlyMap<Passage, ReadonlySet<number>>): [Passage, number] | null => {
  for (const [passage, indexes] of byPassage) {
    for (const index of indexes) {
      const span = passage.sentences[index]!;
      if (span.introducedBy !== null && sameWords(text, sentenceText(passage, span))) return [passage, index];
    }
  }
  return null;
};

/**
 * Drafts claims from a model's reply: tokens looked up, each quotation found in its own passage and widened to the whole sentences
 * that it touches, so that a crop cannot prove the opposite of its sentence. A bullet brings the line that introduces it, always: a
 * list under "You cannot claim for:" proves the reverse of what its bullets say. A claim that repeats a bullet becomes that line and
 * the bullet, as an extractive answer shows them. A claim is cut when any of its quotations is not there. Nothing is proved yet.
 */
export const claimsFromReply = (
  claims: readonly ReplyClaim[],
  passagesByToken: ReadonlyMap<string, Sourced>,
): { drafted: DraftedClaim[]; cut: CutClaim[] } => {
  const drafted: DraftedClaim[] = [];
  const cut: CutClaim[] = [];
  const shownLines = new Set<string>();
  for (const claim of claims) {
    const isTooLong = claim.text.length > maxReadCharacters;
    const text = isTooLong ? "" : plainClaim(claim.text);
    const located = isTooLong ? cutFor("too_long") : read(claim, text, passagesByToken);
    if (located.kind === "cut") {
      cut.push({ text, reason: located.reason });
      continue;
    }
    const bullet = repeatedBullet(text, located.byPassage);
    if (bullet) {
      const [passage, index] = bullet;
      for (const line of introductions(passage, index)) {
        const shown = `${passage.id}:${line}`;
        if (!shownLines.has(shown)) drafted.push(verbatimClaim(passage, line));
        shownLines.add(shown);
      }
      drafted.push(verbatimClaim(passage, index));
      continue;
    }
    const quotations = [...located.byPassage].flatMap(([passage, indexes]) =>
      quotationsOf(passage, new Set([...indexes].flatMap((index) => [...introductions(passage, index), index]))),
    );
    drafted.push({ text, quotations, listItem: false });
  }
  return { drafted, cut };
};
