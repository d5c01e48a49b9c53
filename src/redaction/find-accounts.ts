import { type Finding, findAll } from "./finding.ts";

const sortCode =
  /(?<![\p{L}\p{N}])(?:sort(?:[\s-]?code)?|s\/c|sc)(?:'s)?(?:\s?(?:is|no|number)(?:'s)?){0,2}[^\p{L}\p{N}]{0,4}(?<id>\d\d[\s.-]{0,2}\d\d[\s.-]{0,2}\d\d)(?!\d)/dgiu;
const accountNumber =
  /(?<![\p{L}\p{N}])(?:account|acct|acc|a\/c|bank|roll)(?:'s)?(?:\s?(?:number|no|num|nr|ref|holder)(?:'s)?)?[^\p{L}\p{N}]{0,4}(?:(?:is|was)\s)?(?<id>\d[\d -]{4,11}\d)(?!\d)/dgiu;
const besideSortCode = /(?<![\p{N}£])\d\d-\d\d-\d\d[\s,;/|]{1,4}\d{8}(?!\d)/dgiu;
const iban = /(?<![\p{L}\p{N}])[a-z]{2}\d\d(?: ?[a-z0-9]{4}){2,7}(?: ?[a-z0-9]{1,4})?(?![\p{L}\p{N}])/dgiu;
const afterIban =
  /(?<![\p{L}\p{N}])iban[^\p{L}\p{N}]{0,4}(?:is\s)?(?<id>[a-z]{2}\d\d ?[a-z]{0,4}(?: ?\d){4,28})(?![\p{L}\p{N}])/dgiu;
const card = /(?<![\p{N}£$€,.])\d(?:[ -]?\d){12,18}(?!\d)/dgu;

/** As many digits in one run as a card has: mistyped or not, it is some account. */
const cardLong = /(?<![\p{L}\p{N}£$€.,])\d{13,19}(?!\d)/dgu;

/** ISO 13616: the first four characters go last, letters count from 10, and the whole is 1 modulo 97. */
const isIban = (written: string): boolean => {
  const characters = written.replace(/\s/gu, "").toUpperCase();
  if (characters.length < 15 || characters.length > 34) return false;
  let rest = 0;
  for (const character of characters.slice(4) + characters.slice(0, 4)) {
    const value = Number.parseInt(character, 36);
    rest = (rest * (value > 9 ? 100 : 10) + value) % 97;
  }
  return rest === 1;
};

/** ISO/IEC 7812-1: the check digit of a card number, Luhn's formula. */
const isCard = (written: string): boolean => {
  const digits = [...written.replace(/\D/gu, "")].reverse().map(Number);
  const sum = digits.reduce(
    (total, digit, index) => total + (index % 2 === 0 ? digit : digit > 4 ? digit * 2 - 9 : digit * 2),
    0,
  );
  return sum % 10 === 0;
};

const inFours = (written: string): boolean => /^\d{4}(?:[ -]\d{4}){3}$/u.test(written);

/** Finds bank details: sort codes and account numbers after their words, IBANs and cards by their check digits or form. */
export const findAccounts = (plain: string): Finding[] => [
  ...findAll("account", plain, sortCode),
  ...findAll("account", plain, accountNumber, (taken) => (taken.match(/\d/gu) ?? []).length >= 6),
  ...findAll("account", plain, besideSortCode),
  ...findAll("account", plain, iban, isIban),
  ...findAll("account", plain, afterIban),
  ...findAll("account", plain, cardLong),
  ...findAll("account", plain, card, (taken) => isCard(taken) || inFours(taken)),
];
