import { type Finding, findAll } from "./finding.ts";

const gap = "[ .()\\n-]{0,3}";
const digit = "[\\dOo]";

/** A UK number in any spacing: `0`, `+44`, `0044` or `44 (0)`, then nine or ten digits. Lengths as in Ofcom's National Telephone Numbering Plan. */
const british = new RegExp(
  `(?<![\\p{L}\\p{N}£$€,])(?:(?:\\+|00)${gap}44${gap}(?:0${gap})?|44${gap}(?:0${gap})?(?=[1-9])|\\(?[0O]${gap})[1-9](?:${gap}${digit}){8,9}(?![\\p{N}])`,
  "dgu",
);
/** A mobile without its nought. */
const mobileWithoutNought = /(?<![\p{L}\p{N}£$€,.-])7[1-9]\d{2}[ -]?\d{3}[ -]?\d{3}(?![\p{N}])/dgu;
const foreign = new RegExp(`(?<![\\p{L}\\p{N}])\\+${gap}[1-9](?:${gap}\\d){7,13}(?![\\p{N}])`, "dgu");

/** Any number of six digits or more after a word that announces one. */
const announced =
  /(?<![\p{L}\p{N}])(?:t|m|f|tel(?:ephone)?|phone|ph|mob(?:ile)?|cell|landline|fax|whatsapp|ring|call|text|txt|sms)(?:\s(?:number|no|num|me|us|him|her|them|back))?[^\p{L}\p{N}\n+(]{0,3}(?:(?:is|on|at|or)\s)?(?<id>[+(]?\d[\d .()-]{4,20}\d)(?![\p{N}])/dgiu;
/** `t. 555-931-0702`, `(212) 555-0147`: the form of North America. */
const american = /(?<![\p{L}\p{N}£$€,.-])\(?\d{3}\)?[ .-]\d{3}[.-]\d{4}(?![\p{N}-])/dgu;
const extension = /(?<![\p{L}\p{N}])(?:ext(?:n|ension)?|x)[\s.:#-]{0,3}(?:(?:is|no|number)\s)?(?<id>\d{3,6})(?![\p{N}])/dgiu;
const pager =
  /(?<![\p{L}\p{N}])(?:bleep|pager|(?:page|bleep)(?: me| him| her)?(?: on)?)(?:\s(?:is|no|number|on))?[\s.:]{0,3}(?<id>#\s?\d{2,6}|(?<=(?:bleep|pager|me|him|her|on|no|number|is)[\s.:]{1,3})\d{3,6})(?![\p{N}])/dgiu;

/** `01/04/2025 12`, `2025-26 2026`: days and years that have as many digits as a telephone number. */
const dayOrYears = /^\(?\d{1,2}[ .-]\d{1,2}[ .-](?:19|20)\d\d(?!\d)|^(?:19|20)\d\d[ -]/u;
const decimals = /^0\.\d{1,2}(?!\d)\D/u;

const plausible = (taken: string): boolean =>
  !dayOrYears.test(taken) && !decimals.test(taken) && (taken.match(/\d/gu) ?? []).length >= 6;

/** "(07700 900123)": the bracket belongs to the sentence when its other half does. */
const withoutLoneBracket = (finding: Finding, plain: string): Finding => {
  const taken = plain.slice(finding.start, finding.end);
  return taken.startsWith("(") && !taken.includes(")") ? { ...finding, start: finding.start + 1 } : finding;
};

/** Finds telephone numbers, extensions and bleeps written in digits. */
export const findPhones = (plain: string): Finding[] => [
  ...[british, mobileWithoutNought, foreign, american, announced].flatMap((pattern) =>
    findAll("phone", plain, pattern, plausible).map((finding) => withoutLoneBracket(finding, plain)),
  ),
  ...findAll("phone", plain, extension),
  ...findAll("phone", plain, pager),
];
