import { type Finding, findAll } from "./finding.ts";

const inGroups = /(?<![\p{N}£$€,.])\d{3}[\s.-]{0,2}\d{3}[\s.-]{0,2}\d{4}(?![\p{N}])/dgu;
const afterWords =
  /\b(?:nhs|patient)[^\p{L}\p{N}\n]{0,3}(?:(?:number|no|num|nr|id)\b)?[^\p{L}\p{N}\n]{0,4}(?:[a-z]{1,5}\s){0,3}(?<id>\d(?:[\s.-]{0,2}\d){8,9})(?![\p{N}])/dgiu;

/** The check digit of an NHS number: modulus 11 over weights 10 to 2 (NHS Data Dictionary, NHS NUMBER). */
export const isNhsNumber = (written: string): boolean => {
  const digits = written.replace(/\D/gu, "");
  if (digits.length !== 10) return false;
  const sum = [...digits.slice(0, 9)].reduce((total, digit, index) => total + Number(digit) * (10 - index), 0);
  const check = (11 - (sum % 11)) % 11;
  return check !== 10 && check === Number(digits[9]);
};

/** Finds NHS numbers: any that checks, and after the words "NHS number" also one that does not. */
export const findNhsNumbers = (plain: string): Finding[] => [
  ...findAll("nhs_number", plain, inGroups, isNhsNumber),
  ...findAll("nhs_number", plain, afterWords),
];
