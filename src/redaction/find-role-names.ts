import { readNames } from "./find-greeted-names.ts";
import type { Finding } from "./finding.ts";
import type { NameLexicon } from "./name-lexicon.ts";
import type { Word } from "./name-words.ts";

/** What a colleague or relative is to the writer; a name often stands right behind it. */
const roles = new Set(
  `manager boss supervisor director deputy lead leader head chair chairman chairwoman chief exec executive officer rep representative organiser steward colleague friend mate buddy partner husband wife
  fiance fiancee girlfriend boyfriend brother sister mother father mum dad son daughter uncle aunt cousin neighbour secretary pa assistant adviser advisor consultant solicitor lawyer barrister hrbp hr payroll
  workforce finance bp coordinator nurse doctor matron midwife physio pharmacist therapist counsellor coach mentor mentee mediator clerk accountant chaplain porter cleaner receptionist trainee apprentice
  secondee teammate workmate coworker co-worker predecessor successor replacement line-manager appraiser investigator complainant witness employee member ceo cfo coo cno md gp client patient landlord`.split(
    /\s+/u,
  ),
);
const separators = /^(?: {1,2}|, ?| ?\(| - | ?: | is | -- )$/u;

/** Finds names that follow a role: "my line manager Sarah Okonkwo", "our HR lead, Tom". */
export const findRoleNames = (lexicon: NameLexicon, words: readonly Word[]): Finding[] =>
  words.flatMap((role, index): Finding[] => {
    const next = words[index + 1];
    if (next === undefined || !roles.has(role.lower) || !separators.test(next.gap)) return [];
    if (lexicon.isDoubtful(next.lower) && (next.shape !== "name" || next.gap === " ") && !isPersonal(words, index)) return [];
    if (next.shape === "small" && !(lexicon.isGiven(next.lower) && !lexicon.isDoubtful(next.lower))) return [];
    return readNames(lexicon, words, index + 1, next.shape === "small" ? "told" : "likely");
  });

/** "my manager Grace", "our rep Will": somebody's own, so a name may be an everyday word. */
const isPersonal = (words: readonly Word[], index: number): boolean =>
  words.slice(Math.max(0, index - 4), index).some((word) => /^(?:my|our|his|her|their|your)$/u.test(word.lower)) &&
  words[index + 1]!.shape === "name";
