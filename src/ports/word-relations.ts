/** How English words hang together by meaning. Everything in stems, as the term analyser gives them. */
export type WordRelations = {
  /** Words that can say the same. */
  sameAs(stem: string): ReadonlySet<string>;
  /** Words made of it or it of them, in another part of speech: "decide" and "decision". */
  madeOf(stem: string): ReadonlySet<string>;
  /** Words that say the contrary. */
  oppositeOf(stem: string): ReadonlySet<string>;
};
