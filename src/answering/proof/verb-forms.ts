import { irregularPasts } from "./irregular-forms.ts";
import type { ReadWord } from "./reading.ts";
import { beForms, doForms, haveForms, modals } from "./word-lists.ts";

const plainInEd = /^(?:need|feed|speed|bleed|breed|heed|seed)$|[cx]eed$/;

/** Whether a word has the ending of a past: "asked", not "need". */
export const endsAsPast = (word: string): boolean => /ed$/.test(word) && !plainInEd.test(word);

/** Whether a word may be a past form of its verb. */
export const isPastForm = (word: string): boolean => endsAsPast(word) || irregularPasts.has(word);

/** Whether a word may be a participle: "merged", "given", "leading". */
export const isParticiple = (word: string): boolean => isPastForm(word) || /(?:en|ing)$/.test(word);

/** Whether a word is a form of "be", "have" or "do", or a modal. */
export const isAuxiliary = ({ word }: ReadWord): boolean =>
  modals.has(word) || beForms.has(word) || haveForms.has(word) || doForms.has(word);

/** Words that carry a verb on with "to": "is likely to", "has to", "is free to". */
export const carriesOn =
  /^(?:have|has|had|having|need|needs|ought|going|able|likely|expected|due|required|allowed|entitled|set|supposed|used|meant|yet|obliged|scheduled|free|permitted|eligible)$/;

const amid =
  /^(?:also|already|still|yet|now|only|just|always|ever|never|not|soon|then|even|often|usually|well|better|fully|longer|anymore)$/;

/** Whether a word is an adverb that may stand inside a verb group. */
export const standsAmid = (word: ReadWord): boolean =>
  amid.test(word.word) || (word.wordClass === "other" && /[a-z]ly$/.test(word.word));
