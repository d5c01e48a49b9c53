/** The element id of a turn; links and the browser's own jump rely on it. */
export const turnId = (turn: number): string => `turn-${turn}`;

/** The element id at which the quotation with a citation number begins. */
export const quoteId = (turn: number, number: number): string => `turn-${turn}-quote-${number}`;
