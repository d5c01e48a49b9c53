const encode = (words: string): string => encodeURIComponent(words).replaceAll("-", "%2D");

const plainWords = (text: string): string[] => text.trim().split(/\s+/).filter(Boolean);

/**
 * Quotations up to this many words stand whole in the link; longer ones are named by their first and last words, and so are those
 * that run over several blocks of the page, where a browser finds no exact match.
 */
const wholeUpToWords = 12;
const endWords = 5;

/**
 * The address that opens a source at its quotation: `#page=N` for a PDF (RFC 8118, section 3), else a text fragment
 * (WICG Scroll To Text Fragment, `#:~:text=start,end`), kept behind an anchor that is already there.
 * A hyphen, comma or ampersand in the words is escaped, since the fragment's own syntax uses them.
 */
export const linkToQuotation = (url: string, quote: string, page: number | null, anchor: string | null): string => {
  const [base = url, ownAnchor] = url.split("#", 2);
  if (page !== null) return `${base}#page=${page}`;
  const words = plainWords(quote);
  const lines = quote.trim().split(/\n+/);
  const directive =
    words.length <= wholeUpToWords && !quote.includes("\n")
      ? encode(words.join(" "))
      : `${encode(plainWords(lines[0]!).slice(0, endWords).join(" "))},${encode(plainWords(lines.at(-1)!).slice(-endWords).join(" "))}`;
  return `${base}#${ownAnchor || anchor || ""}:~:text=${directive}`;
};
