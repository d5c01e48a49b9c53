/** Letters and digits that are not taken for one another when read out: Crockford's base 32, https://www.crockford.com/base32.html. */
export const referenceAlphabet = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";

/**
 * A number such as `C-7K3M9Q` from what a person typed: small letters, spaces and hyphens anywhere, O for 0, I and L for 1 are all
 * understood (Crockford's rules for reading). `prefix` is one letter. Null when it cannot be a number with that prefix.
 */
export const readReferenceNumber = (typed: string, prefix: string): string | null => {
  const plain = typed.toUpperCase().replace(/[\s\u2010-\u2015-]/gu, "");
  if (!plain.startsWith(prefix)) return null;
  const symbols = plain.slice(prefix.length).replaceAll("O", "0").replace(/[IL]/gu, "1");
  const known = symbols !== "" && [...symbols].every((symbol) => referenceAlphabet.includes(symbol));
  return known ? `${prefix}-${symbols}` : null;
};
