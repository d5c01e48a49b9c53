import type { Dictionary } from "../ports/dictionary.ts";
import type { EnglishWords } from "../ports/english-words.ts";
import type { RedactedText, Redactor } from "../ports/redactor.ts";
import { findAccounts } from "./find-accounts.ts";
import { findAddresses } from "./find-addresses.ts";
import { findNamesBefore, findNamesBeforeDetails, findNamesOnLines } from "./find-beside-names.ts";
import { findBirthDates, findBirthDatesInDetails } from "./find-birth-dates.ts";
import { findCaseIds } from "./find-case-ids.ts";
import { findEmails } from "./find-emails.ts";
import { findEmployers, namesSoleHolder } from "./find-employers.ts";
import { findFreeNames } from "./find-free-names.ts";
import { findGreetedNames } from "./find-greeted-names.ts";
import { findHandles } from "./find-handles.ts";
import { findIntroducedNames, findPastedNames } from "./find-introduced-names.ts";
import { findJoinedNames } from "./find-joined-names.ts";
import { findLinks } from "./find-links.ts";
import { findNhsNumbers } from "./find-nhs-numbers.ts";
import { findNiNumbers } from "./find-ni-numbers.ts";
import { findPhones } from "./find-phones.ts";
import { findPostcodes } from "./find-postcodes.ts";
import { findRepeatedNames } from "./find-repeated-names.ts";
import { findRoleNames } from "./find-role-names.ts";
import { findSignedNames } from "./find-signed-names.ts";
import { findSpokenPhones } from "./find-spoken-phones.ts";
import { findStaffIds } from "./find-staff-ids.ts";
import { findTitledNames } from "./find-titled-names.ts";
import type { Finding } from "./finding.ts";
import { joinOverlaps, labelFindings } from "./label-findings.ts";
import { createNameLexicon, type NameLexicon } from "./name-lexicon.ts";
import { nameWords, type Word } from "./name-words.ts";
import { plainView } from "./plain-view.ts";
import { withoutPublicNames } from "./public-names.ts";

/**
 * What redaction leans on. `english` and `dictionary` tell everyday words from names. `isPublicName` keeps the names that the union's own pages
 * print, as first and last name, because a question about a minister is about the minister; without it every name goes.
 */
export type RedactorDeps = { english: EnglishWords; dictionary: Dictionary; isPublicName?: (name: string) => boolean };

const structured = [
  findEmails,
  findLinks,
  findHandles,
  findPhones,
  findSpokenPhones,
  findPostcodes,
  findAddresses,
  findNiNumbers,
  findNhsNumbers,
  findBirthDates,
  findAccounts,
  findCaseIds,
  findStaffIds,
];

/** Names by which somebody tells who they are, or whom they write to: never public, whoever else bears them. */
const findToldNames = (lexicon: NameLexicon, plain: string, words: readonly Word[], others: readonly Finding[]): Finding[] => [
  ...findIntroducedNames(lexicon, plain, words),
  ...findGreetedNames(lexicon, plain, words),
  ...findSignedNames(lexicon, plain, words),
  ...findRoleNames(lexicon, words),
  ...findNamesBefore(lexicon, plain, words),
  ...findNamesOnLines(lexicon, plain, words, others),
  ...findNamesBeforeDetails(lexicon, plain, words, others),
  ...findJoinedNames(lexicon, plain),
  ...findPastedNames(plain),
];

/** A link alone points at a page, not at a person. */
const identifies = ({ kind }: Finding): boolean => kind !== "link";

/** Makes the redactor that `src/ports/redactor.ts` describes. Its time grows with the length of the text alone. */
export const createRedactor = ({ english, dictionary, isPublicName = () => false }: RedactorDeps): Redactor => {
  const lexicon = createNameLexicon(english, dictionary);
  return (text): RedactedText => {
    const view = plainView(text);
    const { plain } = view;
    const words = nameWords(plain);
    const others = structured.flatMap((find) => find(plain)).filter(({ start, end }) => end > start);
    const mentioned = [...findTitledNames(lexicon, words), ...findFreeNames(lexicon, words)];
    const named = [...findToldNames(lexicon, plain, words, others), ...withoutPublicNames(words, mentioned, isPublicName)];
    const repeated = findRepeatedNames(lexicon, plain, words, [...others, ...named]);
    const names = [...named, ...withoutPublicNames(words, repeated, isPublicName)];
    const persons = [...others, ...names];
    const birthDates = findBirthDatesInDetails(plain, persons);
    const isIdentified = persons.some(identifies) || namesSoleHolder(plain);
    const employers = isIdentified ? findEmployers(lexicon, plain, words, names) : [];
    const found = [...persons, ...birthDates, ...employers].map(
      ({ kind, start, end }): Finding => ({ kind, start: view.startAt[start]!, end: view.endAt[end - 1]! }),
    );
    return labelFindings(text, joinOverlaps(found));
  };
};
