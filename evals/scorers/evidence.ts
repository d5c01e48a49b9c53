/** The shortest string, folded, that counts as evidence: shorter ones stand in too many places. */
const minEvidenceLength = 15;

/** White space, capitals and typographic marks folded, since evidence was typed from the page and not copied. */
export const foldEvidence = (text: string): string =>
  text
    .normalize("NFKC")
    .replace(/[\u2018\u2019]/gu, "'")
    .replace(/[\u201C\u201D]/gu, '"')
    .replace(/[\u2010-\u2015]/gu, "-")
    .replace(/\s+/gu, " ")
    .trim()
    .toLowerCase();

const usable = (evidence: string[]): string[] => evidence.map(foldEvidence).filter((text) => text.length >= minEvidenceLength);

/** Rank (from 1) of the first passage text that contains an evidence sentence; null when none does. */
export const evidenceRank = (evidence: string[], passageTexts: string[]): number | null => {
  const sentences = usable(evidence);
  const index = passageTexts.map(foldEvidence).findIndex((text) => sentences.some((sentence) => text.includes(sentence)));
  return index === -1 ? null : index + 1;
};

/**
 * How many of the quotations hold evidence: a quotation counts when it contains an evidence sentence or is part
 * of one, at 15 characters or more.
 */
export const quotesWithEvidence = (evidence: string[], quotes: string[]): { holding: number; quotes: number } => {
  const sentences = usable(evidence);
  const holding = quotes
    .map(foldEvidence)
    .filter((quote) =>
      sentences.some((sentence) => quote.includes(sentence) || (quote.length >= minEvidenceLength && sentence.includes(quote))),
    );
  return { holding: holding.length, quotes: quotes.length };
};
