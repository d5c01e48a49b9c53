import type { ClaimCase } from "./claim-case.ts";
import type { Objection } from "./finding.ts";

const inQuotes = /"([^"]{2,120})"|(?<=^|\s)'([^']{2,120})'(?=[\s.,;:!?)]|$)/gu;

/** What a claim puts in quotation marks stands so in its quotations. */
export const titleRule = ({ claim, quoted }: ClaimCase): Objection | null => {
  for (const match of claim.reading.text.matchAll(inQuotes)) {
    const words = (match[1] ?? match[2] ?? "").toLowerCase().replace(/[.,]$/u, "");
    if (!quoted.some(({ reading }) => reading.text.toLowerCase().includes(words)))
      return { verdict: "refuted", reason: "name_not_quoted", word: match[0] };
  }
  return null;
};
