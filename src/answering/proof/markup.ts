/** HTML, markdown and Slack syntax, of which nothing from a model may reach a channel. */
const markup = [
  /<\/?[a-z!][^>]*>?/iu,
  /&(?:[a-z]{2,10}|#x?[0-9a-f]{1,6});/iu,
  /!?\[[^\]]*\]\s*(?:\(|\[|:)/u,
  /```|~~~|`/u,
  /<[@#!]|<\w+:/u,
  /[<>\\{}]/u,
  /(?:^|[^\p{L}\p{N}])@[\p{L}\p{N}_]/u,
  /\*\S|\S\*|(?:^|\s)_\S|~\S[^~]*~/u,
  /(?:^|\s)#[\p{L}\p{N}_]/u,
  /(?:^|\s):[a-z0-9_+-]+:(?:\s|$|[.,])/u,
  /[\n\r\t]/u,
];

const link =
  /\b[a-z][a-z0-9+.-]{1,15}:\/\/[^\s]+|\b(?:mailto|tel|data|javascript|sms|callto|skype|slack|file):[^\s]+|\bwww\.[^\s]+|[\w.+%-]+@[\p{L}\p{N}-]+(?:\.[\p{L}\p{N}-]+)*|(?<![\w@./-])(?:[\p{L}\p{N}-]+\.)+(?:\p{L}{2,}|xn--[a-z0-9-]+)(?:[/:?#][^\s]*)?|(?<!\d)(?:\d{1,3}\.){3}\d{1,3}(?!\d)/giu;
const phone = /(?<![\w£$€.,])(?:\+|00)?\(?\d[\d()\s-]{6,}\d(?![\w%])/gu;
const disguised = /\w\s*[[({]\s*(?:dot|at)\s*[\])}]\s*\w|\b\w+ dot (?:com|org|net|info|io|uk|co|me|ly)\b|\bhxxps?\b/iu;

/** Words joined by a stop without a space ("e.g.", "a.m", "p.m.") are no addresses. */
const shortForm = /^(?:\p{L}\.)+\p{L}?$/u;

const bare = (text: string): string => text.toLowerCase().replace(/[.,;:!?)\]'"]+$/u, "");
const digits = (text: string): string => text.replace(/\D/gu, "");

/** True when the claim holds a mark that a channel could take for markup. Characters that the quotations hold in the same run stay. */
export const holdsMarkup = (claim: string): boolean => markup.some((pattern) => pattern.test(claim));

/** True when the claim holds a link, a domain, an address or a telephone number that its quotations do not hold. */
export const holdsForeignLink = (claim: string, quoted: string): boolean => {
  if (disguised.test(claim)) return true;
  const known = quoted.toLowerCase();
  const knownDigits = new Set([...quoted.matchAll(phone)].map((match) => digits(match[0])));
  const stands = (written: string): boolean => {
    const at = known.indexOf(written);
    return at >= 0 && !/[\p{L}\p{N}@.-]/u.test(known[at - 1] ?? " ") && !/[\p{L}\p{N}@]/u.test(known[at + written.length] ?? " ");
  };
  const links = [...claim.matchAll(link)].map((match) => bare(match[0])).filter((found) => !shortForm.test(found));
  const phones = [...claim.matchAll(phone)].map((match) => digits(match[0]));
  return links.some((found) => !stands(found)) || phones.some((found) => found.length >= 8 && !knownDigits.has(found));
};
