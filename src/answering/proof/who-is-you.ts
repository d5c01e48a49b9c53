import type { ClaimCase, Statement } from "./claim-case.ts";
import type { ReadWord } from "./reading.ts";

const employee = /^(?:employees?|staff|workers?|workforce)(?:'s?)?$/;

/** Whether a text speaks to employers: of "your staff", or of what you do with an employee. */
export const speaksToEmployer = ({ reading, says }: Statement): boolean =>
  /\byour (?:employees?|staff|workers?|workforce)\b/iu.test(reading.text) ||
  says.some(
    ({ subject, object }) => subject.some(({ word }) => word === "you") && object.some(({ word }) => employee.test(word)),
  );

const speaksToEmployee = ({ reading }: Statement): boolean => /\byour employer\b/iu.test(reading.text);

const countOfYou = (statements: readonly Statement[]): number =>
  statements.reduce((sum, { reading }) => sum + reading.words.filter(({ word }) => /^(?:you|your)$/.test(word)).length, 0);

/**
 * Whether a word of the claim names whoever the quotations call "you": the claim has it in the place of a "you".
 */
export const isMeantByYou = ({ claim, quoted }: ClaimCase, word: ReadWord): boolean => {
  if (/^(?:your|my|an?other|different|new)$/.test(claim.reading.words[word.at - 1]?.word ?? "")) return false;
  if (countOfYou([claim]) >= countOfYou(quoted)) return false;
  if (/^employers?$/.test(word.word)) return quoted.some(speaksToEmployer) && !quoted.some(speaksToEmployee);
  return (employee.test(word.word) || /^(?:members?|individuals?)$/.test(word.word)) && quoted.some(speaksToEmployee);
};
