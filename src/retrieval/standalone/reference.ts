import type { NounPhrase } from "./noun-phrase.ts";

/** Which antecedent a reference looks for. `that` may stand for a thing or for all that was asked, `all` for a list ("the two"). */
export type ReferenceKind = "he" | "she" | "they" | "it" | "that" | "there" | "one" | "kind" | "ordinal" | "all";

/**
 * A place in a question that points at something said before. `possessive` wants "X's". `noun` is the noun that a
 * demonstrative or an article keeps ("that scheme"); `place` the number of an ordinal, -1 for the last.
 */
export type Reference = {
  kind: ReferenceKind;
  start: number;
  end: number;
  possessive: boolean;
  noun: NounPhrase | null;
  place: number | null;
  /** A pointer that nothing else can explain; "the scheme" may also be the only one there is. */
  sure: boolean;
};

/** "The next meeting" is a meeting of the same body, another one than was spoken of. */
export const contrasting: ReadonlySet<string> = new Set(
  "next last previous first second third new other final current same old latest".split(" "),
);
