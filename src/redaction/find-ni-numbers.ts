import { type Finding, findAll } from "./finding.ts";

const gap = "[\\s.\\-/]{0,2}";
const digits = `[\\dO]${gap}[\\dO]${gap}[\\dO]${gap}[\\dO]${gap}[\\dO]${gap}[\\dO]`;

/** Two letters, six digits, a last letter A to D: the form of HMRC's National Insurance Manual, NIM39110. */
const whole = new RegExp(`(?<![\\p{L}\\p{N}])[a-z] ?[a-z]${gap}${digits}${gap}[a-d](?![\\p{L}\\p{N}])`, "dgiu");

/** Without the last letter, where the words before it say what it is. */
const afterWords = new RegExp(
  `(?:n\\.?i\\.?|nino|nat(?:ional)?\\s{1,2}ins(?:urance)?|insurance)(?:'s)?[^\\p{L}\\p{N}\\n]{0,3}(?:number|no|num|ref)?[^\\p{L}\\p{N}]{0,4}(?:(?:is|was)\\s{1,2})?(?<id>[a-z]{2}${gap}${digits})(?![\\p{N}])`,
  "dgiu",
);

/**
 * Finds National Insurance numbers, with any spacing, dots, dashes or small letters. Prefixes that HMRC never gives out count too: they
 * are mistyped, and a mistyped number still points at somebody.
 */
export const findNiNumbers = (plain: string): Finding[] => [
  ...findAll("ni_number", plain, whole, (taken) => (taken.match(/\d/gu) ?? []).length >= 4),
  ...findAll("ni_number", plain, afterWords),
];
