/** A run of text, with the address behind it when it is a way to reach someone. */
export type ContactRun = { text: string; href: string | null };

const mail = String.raw`[\w.+-]+@[\w-]+(?:\.[\w-]+)+`;
const web = String.raw`https?:\/\/[^\s<>"')\]]*[\w/]`;
// British numbers as approved wording writes them; 116 123 is a number by itself, 111 and 999 only mean one in a crisis.
const phone = String.raw`(?<![\d.,])(?:116 ?123|0\d{2,4} ?\d{3,4} ?\d{3,4})(?![\d.,]\d|\d)`;
const shortPhone = String.raw`(?<![\d.,\u00A3])(?:111|999)(?![\d.,]\d|\d|%)`;

const hrefOf = (found: string): string => {
  if (/^https?:/u.test(found)) return found;
  return found.includes("@") ? `mailto:${found}` : `tel:${found.replace(/ /gu, "")}`;
};

/**
 * Makes addresses and telephone numbers of approved wording usable with one touch. `inCrisis` also takes 111 and 999
 * for numbers to ring; elsewhere they may be anything.
 */
export const contactRuns = (text: string, inCrisis = false): ContactRun[] => {
  const pattern = new RegExp(`(${[mail, web, phone, ...(inCrisis ? [shortPhone] : [])].join("|")})`, "gu");
  // Splitting on one group puts what was found at the odd places.
  return text
    .split(pattern)
    .map((part, index) => ({ text: part, href: index % 2 === 1 ? hrefOf(part) : null }))
    .filter((run) => run.text !== "");
};
