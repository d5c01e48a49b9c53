/** How many training messages of the union's business hold each word. */
export type BusinessWords = ReadonlyMap<string, number>;

const small = new Set(
  "what when where which that this with from have has had does will would could should there their they them your yours about into than then some more most much many very just been being were was are the and for not can get got how who why you our any all out one two also like want need know tell make made give take going good best time does did done over after before still here please help work back next last year week today tomorrow morning evening night day days name long find look come keep same only between does mean home money price change right house please".split(
    " ",
  ),
);

const contentWords = (normalised: string): Set<string> =>
  new Set((normalised.match(/[a-z][a-z'-]+/g) ?? []).filter((word) => word.length > 2 && !small.has(word)));

/** In how many of the given normalised messages each content word stands. */
export const countWords = (normalisedMessages: string[]): BusinessWords => {
  const counts = new Map<string, number>();
  for (const message of normalisedMessages)
    for (const word of contentWords(message)) counts.set(word, (counts.get(word) ?? 0) + 1);
  return counts;
};

/**
 * The share (0..1) of a message's content words that other business messages use too; 1 when it has no content word.
 * `own` says that the message itself was counted, so that a training message is judged as an unseen one would be.
 */
export const businessShare = (normalised: string, counts: BusinessWords, own: boolean): number => {
  const words = [...contentWords(normalised)];
  if (words.length === 0) return 1;
  return words.filter((word) => (counts.get(word) ?? 0) > (own ? 1 : 0)).length / words.length;
};

/** True when the message holds a word that at least three business messages use and no off-topic one does. */
export const hasCoreWord = (normalised: string, business: BusinessWords, offTopic: BusinessWords): boolean =>
  [...contentWords(normalised)].some((word) => (business.get(word) ?? 0) >= 3 && !offTopic.has(word));
