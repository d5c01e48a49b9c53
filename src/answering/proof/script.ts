const word = /[\p{L}\p{M}]+/gu;
const foreign = /[^\p{Script=Latin}\p{M}\p{Script=Common}\p{Script=Inherited}]/u;
/** Latin letters that are drawn like others, full-width and mathematical forms, and other dress for plain letters. */
const dressed =
  /[\u{1D400}-\u{1D7FF}\uFF01-\uFF5E\u2460-\u24FF\u{1F100}-\u{1F1FF}\u0250-\u02AF\u1D00-\u1D7F\uA720-\uA7FF\uAB30-\uAB6F]/u;
/** Symbols, and characters that nobody sees. */
const symbol = /[\p{So}\p{Sk}\p{Sm}\p{Co}\p{Cs}\p{Cf}\p{Cc}]/gu;
const stacked = /\p{M}{2,}/u;
/** Digits of other scripts, raised, Roman and encircled ones, and signs of currencies: figures that no figure rule reads. */
const sign = /(?![0-9])[\p{N}\p{Sc}]/gu;
const spoken: Record<string, RegExp> = { "£": /\bpounds?\b/iu, "€": /\beuros?\b/iu, $: /\bdollars?\b/iu };

/**
 * True when the claim is written with characters that its quotations do not use: letters of another script, a look-alike inside a word
 * (Unicode TR39, mixed-script confusables), letters in fancy dress, symbols, hidden characters, or digits and currencies that are not theirs.
 */
export const holdsForeignScript = (claim: string, quoted: string): boolean => {
  if ((claim.match(symbol) ?? []).some((found) => !quoted.includes(found))) return true;
  if (dressed.test(claim) || stacked.test(claim)) return true;
  if ((claim.match(sign) ?? []).some((found) => !quoted.includes(found) && !spoken[found]?.test(quoted))) return true;
  const known = new Set(quoted.normalize("NFC").match(word) ?? []);
  const letters = new Set(quoted.normalize("NFC").toLowerCase());
  return (claim.match(word) ?? []).some(
    (found) =>
      !known.has(found) &&
      (foreign.test(found) || [...found.toLowerCase()].some((letter) => letter > "\u007f" && !letters.has(letter))),
  );
};
