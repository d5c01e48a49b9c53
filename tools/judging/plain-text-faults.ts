const hidden = /[\p{Cc}\p{Cf}\p{Co}\p{Cn}]|\u034F|[\u115F\u1160\u3164\uFFA0]|[\u{E0000}-\u{E0FFF}]/u;
const marks: [string, RegExp][] = [
  ["an HTML tag", /<\/?[a-z!][^>]*>?/iu],
  ["an HTML character reference", /&(?:#\w+|[a-z]{2,8});/iu],
  ["a Slack mention or link", /<[@#!]|<\w+:/u],
  ["a mention", /(?:^|[^\p{L}\p{N}.])@\p{L}/u],
  ["a markdown link", /\]\(|\]\[[a-z]|\]:/iu],
  ["markdown emphasis or code", /\*\*|__|`|~~/u],
  ["a heading mark", /^#{1,6} /mu],
  ["an angle bracket or bar", /[<>|]/u],
];
const addresses = [
  /\b[a-z][a-z0-9+.-]*:\/\/[^\s\u201D"]+/giu,
  /\b(?:javascript|data|tel|mailto|sms|file):\S+/giu,
  /\bwww\.\S+/giu,
  /[\p{L}\p{N}._%+-]+@[\p{L}\p{N}.-]+/gu,
  /(?<![\p{L}\p{N}@.])(?:[\p{L}\p{N}-]+\.)+\p{L}{2,}(?:\/\S*)?/gu,
  /(?<!\d)(?:\+|0)\d(?:[ ()-]*\d){7,}/gu,
  /(?<!\d)\d{1,3}(?:\.\d{1,3}){3}(?!\d)/gu,
];
const unpunctuated = (text: string): string => text.replace(/[.,;:!?)\u201D"'\]]+$/u, "");

/** Characters and marks that plain text for a member must not hold; `words` says which text it is. */
export const markFaults = (words: string, text: string): string[] => [
  ...(hidden.test(text.replace(/[\n\t]/gu, "")) ? [`${words} holds a hidden or control character`] : []),
  ...marks.filter(([, mark]) => mark.test(text)).map(([name, mark]) => `${words} holds ${name}: ${mark.exec(text)![0]}`),
];

/** Every address, domain and telephone number of a text that does not stand in `approved`. */
export const foreignAddresses = (text: string, approved: string): string[] => {
  const allowed = approved.toLowerCase();
  return [...new Set(addresses.flatMap((form) => [...text.matchAll(form)].map((match) => unpunctuated(match[0].toLowerCase()))))]
    .filter((found) => !/^(?:\p{L}\.)+\p{L}?$/u.test(found))
    .filter((found) => !allowed.includes(found));
};
