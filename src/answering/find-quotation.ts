import { foldText } from "../domain/fold-text.ts";

/** A stretch of a text; `end` is exclusive, both in UTF-16 code units. */
export type Place = { start: number; end: number };

/** A text folded as by `foldText`, with the place in the original of each folded code unit. */
type FoldedText = { text: string; places: Place[] };

const character = /\s+|[^\s\p{M}]?\p{M}+|[^\s\p{M}]/gu;

const plain = /^[!-~]$/;

const foldWithPlaces = (text: string): FoldedText => {
  let folded = "";
  const places: Place[] = [];
  for (const match of text.matchAll(character)) {
    const start = match.index;
    const end = start + match[0].length;
    const written = /^\s/u.test(match[0]) ? " " : plain.test(match[0]) ? match[0] : foldText(match[0]);
    folded += written;
    for (let unit = 0; unit < written.length; unit += 1) places.push({ start, end });
  }
  return { text: folded, places };
};

const isWordCharacter = (character: string | undefined): boolean => character !== undefined && /[\p{L}\p{N}]/u.test(character);

const occurrences = (folded: FoldedText, wanted: string): Place[] => {
  const found: Place[] = [];
  for (let at = folded.text.indexOf(wanted); at >= 0; at = folded.text.indexOf(wanted, at + 1)) {
    const after = at + wanted.length;
    // "approved" is not quoted from "unapproved".
    const opensInWord = isWordCharacter(wanted[0]) && isWordCharacter(folded.text[at - 1]);
    const endsInWord = isWordCharacter(wanted.at(-1)) && isWordCharacter(folded.text[after]);
    if (!opensInWord && !endsInWord) found.push({ start: folded.places[at]!.start, end: folded.places[after - 1]!.end });
  }
  return found;
};

const opening = /^(?:[-*•·‣]\s+|(?:\.{3}|…)\s*|["'`]+)/u;
const closing = /(?:["'`]+|\s*(?:\.{3}|…)|[.,;])$/u;

/** The quotation as given, then with what models put around one taken off: quotation marks, a bullet, an ellipsis, a full stop. */
const trimmings = (quote: string): string[] => {
  const whole = foldText(quote);
  const open = whole.replace(opening, "").replace(opening, "").trim();
  const forms = [whole, open];
  let trimmed = open;
  for (let round = 0; round < 3; round += 1) {
    trimmed = trimmed.replace(closing, "").trim();
    forms.push(trimmed);
  }
  return [...new Set(forms)].filter((form) => /[\p{L}\p{N}]/u.test(form));
};

/**
 * Every place of `text` where `quote` stands word for word. White space, typographic quotation marks and dashes are folded; marks
 * that stand around the quotation may be taken off, nothing inside it. Empty when it is not there.
 */
export const findQuotation = (text: string, quote: string): Place[] => {
  const folded = foldWithPlaces(text);
  for (const wanted of trimmings(quote)) {
    const found = occurrences(folded, wanted);
    if (found.length > 0) return found;
  }
  return [];
};
