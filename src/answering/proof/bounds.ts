/**
 * On which side of a figure the truth may lie. `most` and `least` include the figure, `under` and `over` do not; `near` is not exact;
 * `average` holds for a mean.
 */
export type Bound = "most" | "least" | "under" | "over" | "near" | "below_near" | "average" | "only";

const before: [Bound, RegExp][] = [
  [
    "most",
    /(?:up to|at most|no more than|not more than|maximum(?: of)?|capped at|limited to|not exceed(?:ing)?|max|limit of|at the latest|as (?:many|much) as|within|(?:can not|not) (?:be )?(?:longer|greater|higher) than)$/iu,
  ],
  [
    "least",
    /(?:at least|no fewer than|no less than|not less than|not fewer than|minimum(?: of)?|a minimum|as few as|starting at|starting from|from age|from the age of)$/iu,
  ],
  ["under", /(?:under|less than|fewer than|below|lower than|short of|smaller than|younger than|shorter than)$/iu],
  ["over", /(?:more than|over|above|exceed(?:s|ing)?|greater than|higher than|in excess of|older than|longer than|beyond)$/iu],
  ["near", /(?:about|around|roughly|approximately|approx|some|circa|or so|in the region of|close to|estimated(?: at)?)$/iu],
  ["below_near", /(?:nearly|almost|just under|not quite)$/iu],
  ["average", /(?:average of|averaging|on average|average)$/iu],
  ["only", /(?:only|just|exactly)$/iu],
];
const after: [Bound, RegExp][] = [
  ["least", /^(?:or|and) (?:more|over|above|longer|older|later)\b|^(?:at the )?minimum\b|^at least\b/iu],
  ["most", /^or (?:less|fewer|under|below|younger|earlier)\b|^(?:at (?:most|the latest)|maximum)\b/iu],
  ["near", /^(?:or so|or thereabouts|approximately)\b/iu],
  ["average", /^(?:on average|average)\b/iu],
];
const inside =
  /^(?:(?!or\b|and\b|one\b)\p{L}+\s+){0,5}?(?=(?:or|and) (?:more|less|fewer|over|under|above|longer|older)\b|on average\b|average\b|at (?:least|most)\b|or so\b)/iu;

/** How the figure at `start`..`end` of a text is bounded by the words right before and behind it; empty when it is plain. */
export const boundOf = (text: string, start: number, end: number): ReadonlySet<Bound> => {
  const found = new Set<Bound>();
  let lead = text
    .slice(Math.max(0, start - 40), start)
    .replace(/[\s(£$€]+$/u, "")
    .replace(/\s+(?:a|an|the)$/iu, "")
    // "Below the threshold of £83,000" is below £83,000.
    .replace(
      /\s+(?:the|a|its|your)?\s*(?:(?!under|over|below|above|up|to|at|least|most|than|about|around|for)[a-z-]+\s+){0,2}(?:threshold|limit|rate|value|sum|amount|level|total|price|age) of$/iu,
      "",
    );
  for (let round = 0; round < 3; round += 1) {
    const hit = before.find(([, pattern]) => pattern.test(lead) && new RegExp(`\\b(?:${pattern.source})`, "iu").test(lead));
    if (!hit) break;
    found.add(hit[0]);
    lead = lead.replace(hit[1], "").trimEnd();
  }
  const tail = text.slice(end).replace(/^[\s%)-]+/u, "");
  const behind = tail.replace(inside, "");
  for (const [bound, pattern] of after) if (pattern.test(tail) || pattern.test(behind)) found.add(bound);
  return found;
};
