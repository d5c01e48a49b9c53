import { type Finding, findAll } from "./finding.ts";

const before = "(?<![\\p{L}\\p{N}])";
const after = "(?![\\p{L}\\p{N}])";
const joint = "(?:'s)?[^\\p{L}\\p{N}\\n]{0,4}(?:(?:is|was|are|ends)\\s{1,2})?[^\\p{L}\\p{N}\\n]{0,2}";
const value =
  "(?<id>(?:(?!(?:number|numbers|no|num|nr|id|is|ref|code|pin)\\b)[a-z]{1,5}[ /-]?)?\\d[a-z0-9]{0,14}(?:[/-][a-z0-9]{1,10}){0,4})";
const numberWord = "(?:number|numbers|no|num|nr|nbr|id|ids|identifier|code|ref|reference|pin|uuid|card|registration|reg)";

/** Words of employment and membership; each needs "number", "ID" or the like beside it before its figure counts. */
const plainWords =
  "staff|emp|empl|employee|employees|employment|pay|payroll|personnel|personal|assignment|esr|membership|member|members|mip|union|unison|unite|gmb|rcn|nmc|gmc|hcpc|gphc|gdc|smartcard|smart card|badge|work|works|clock|hospital|hosp|patient|registration|reg|professional|login|user|case|ref|reference|file";
const withNumberWord = new RegExp(
  `${before}(?:${plainWords})[^\\p{L}\\p{N}\\n]{1,3}(?:file |card |body |record |system )?${numberWord}${after}(?:[^\\p{L}\\p{N}\\n]{0,3}${numberWord}${after})?${joint}${value}${after}`,
  "dgiu",
);

/** "My staff number, as on my badge, is 45012": words in between, when the number is said to be somebody's. */
const somebodys = new RegExp(
  `${before}(?:my|his|her|their|our|your)\\s(?:\\p{L}{1,12}\\s){0,2}(?:${plainWords})\\s${numberWord}${after}(?:[^\\p{L}\\p{N}\\n']{1,3}\\p{L}{1,12}(?:'\\p{L}{1,3})?){1,6}[^\\p{L}\\p{N}\\n]{1,3}${value}${after}`,
  "dgiu",
);

/** Words that stand before a number of a person's and hardly ever before another. */
const strongWords =
  "esr|payroll|nmc(?: pin)?|gmc|hcpc|gphc|gdc|pin|smartcard|badge|assignment|personnel|membership|employee|uuid";
const withStrongWord = new RegExp(
  `${before}(?:${strongWords})${after}(?:\\s(?:reg|card|record|ref))?(?:[^\\p{L}\\p{N}\\n]{1,3}${numberWord}${after})?${joint}${value}${after}`,
  "dgiu",
);
const login = new RegExp(
  `${before}(?:login|log-in|username|user name|user id|userid)(?:\\s(?:is|was|name))?[\\s:="'-]{1,4}(?<id>[a-z][a-z._-]{1,24}\\d{1,6})${after}`,
  "dgiu",
);

/** Forms that need no word: an ESR assignment, an NMC PIN, an HCPC registration. */
const assignment = /(?<![\p{L}\p{N}£.,-])\d{8}-\d{1,2}(?![\p{L}\p{N}-])/dgu;
/** `MEM/338812`, `PR-00771`: letters, a stroke, five figures or more. */
const strokedId = /(?<![\p{L}\p{N}£/-])[A-Z]{2,5}[/-]\d{5,9}(?:[/-][A-Z0-9]{1,4})?(?![\p{L}\p{N}])/dgu;
const nmcPin = /(?<![\p{L}\p{N}])\d{2}[a-l]\d{4}[a-z](?![\p{L}\p{N}])/dgiu;
const hcpc = /(?<![\p{L}\p{N}])(?:AS|BS|CH|CS|DT|HAD|ODP|OR|OT|PA|PH|PO|PYL|RA|SL)\d{5,6}(?![\p{L}\p{N}])/dgu;

/** A bare run of seven to twelve digits. Sums carry commas or a currency; a count of people has its noun behind it. */
const longRun =
  /(?<![\p{L}\p{N}£$€.,/-])\d{7,19}(?![\p{L}\p{N}/]|[.,]\d|\s?(?:people|staff|jobs|posts|pounds|gbp|million|m\b))/dgiu;

const yearOrDate = /^(?:19|20)\d\d(?:[/-]\d\d(?:\d\d)?)?$|^(?:19|20)\d{2}[01]\d[0-3]\d$/u;

const plausible = (taken: string): boolean =>
  (taken.match(/\d/gu) ?? []).length >= 3 && taken.length >= 4 && !yearOrDate.test(taken);

/** Finds numbers by which an employer, a union or a register knows a person, after their word or by their form. */
export const findStaffIds = (plain: string): Finding[] => [
  ...findAll("staff_id", plain, withNumberWord, plausible),
  ...findAll("staff_id", plain, somebodys, (taken) => plausible(taken) && /\d.*\d.*\d.*\d/u.test(taken)),
  ...findAll("staff_id", plain, withStrongWord, (taken) => plausible(taken) && (taken.match(/\d/gu) ?? []).length >= 4),
  ...[login, assignment, strokedId, nmcPin, hcpc].flatMap((pattern) => findAll("staff_id", plain, pattern)),
  ...findAll("staff_id", plain, longRun, plausible),
];
