import { foldText } from "../../domain/fold-text.ts";

const contractions: [RegExp, string][] = [
  [
    /^(?:so far|for example|for instance|in addition|put simply|in short|in other words|in fact|in general|overall|however|also),?\s+/iu,
    "",
  ],
  [/\bright now\b/giu, "now"],
  [/\bwith no\b/giu, "without"],
  [/\b(?:prior to|in advance of|ahead of)\b/giu, "before"],
  [/\bin order to\b/giu, "to"],
  [/\bas well as\b/giu, "and"],
  [/\bsuch as\b|\bfor example,?(?= [a-z])/giu, "including"],
  [/\bin writing\b/giu, "in written form"],
  [/\bwon't\b/giu, "will not"],
  [/\bshan't\b/giu, "shall not"],
  [/\bcan't\b|\bcannot\b/giu, "can not"],
  [/\bain't\b/giu, "is not"],
  [/(?<=[a-z])n't\b/giu, " not"],
  [/(?<=[a-z])'ll\b/giu, " will"],
  [/(?<=[a-z])'re\b/giu, " are"],
  [/(?<=[a-z])'ve\b/giu, " have"],
  [
    /\b(?:un(?=(?:able|likely|clear|certain|aware|willing|suitable)\b)|in(?=eligible\b)|im(?=possible\b)|dis(?=agree[sd]?\b))/giu,
    "not ",
  ],
  [/\b(?:no longer|not any ?more)\b/giu, "not anymore"],
  [/\b(I)'m\b/gu, "$1 am"],
  [/\b(he|she|it|that|there|who|what|here)'s (?=been\b)/giu, "$1 has "],
  [/\b(he|she|it|that|there|who|what|here)'s\b/giu, "$1 is"],
  [/\blet ([^.,;:]{2,90}?) know\b/giu, "tell $1"],
  [/\b(I|you|he|she|it|we|they)'d\b/giu, "$1 would"],
];

/** Text in one form for comparing: quotes, dashes and white space folded, contractions written out, "unable" and its like taken for "not able". */
export const plainEnglish = (text: string): string =>
  contractions.reduce((plain, [pattern, full]) => plain.replace(pattern, full), foldText(text));
