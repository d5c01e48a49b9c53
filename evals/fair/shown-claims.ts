import type { AskRow } from "../../src/domain/answer.ts";
import type { FairSent } from "./fair-script.ts";
import type { LostClaim } from "./loss-by-style.ts";
import type { ProveShown } from "./prove-claim.ts";

/**
 * What became of the claims that were really sent. `worded`: shown in the model's words. `quoted`: the sentences that they quote are shown in
 * their place. `cut`: by the proof, with nothing of them shown. `elsewhere`: proved, and yet not in the reply.
 */
export type ShownClaims = {
  sent: number;
  worded: number;
  quoted: LostClaim[];
  cut: LostClaim[];
  elsewhere: { id: string; why: string }[];
};

const fold = (text: string): string =>
  text
    .replace(/[\u2018\u2019]/gu, "'")
    .replace(/\s+([.,;:!?])/gu, "$1")
    .replace(/\s+/gu, " ")
    .trim();

/** Links were hidden from the model and are put back in the reply. */
const isShown = (texts: readonly string[], text: string): boolean => {
  const parts = fold(text).split(/\[link \d+\]/u);
  return texts.some((shown) => {
    let from = 0;
    return parts.every((part) => {
      const at = shown.indexOf(part, from);
      from = at + part.length;
      return at >= 0;
    });
  });
};

/** Follows each claim that was sent into the rows of its question, of which there may be several. */
export const shownClaims = (sent: readonly FairSent[], rows: readonly AskRow[], prove: ProveShown): ShownClaims => {
  const byQuestion = Map.groupBy(rows, ({ question }) => question);
  const result: ShownClaims = { sent: 0, worded: 0, quoted: [], cut: [], elsewhere: [] };
  for (const { gold, prompt, claims } of sent) {
    const own = byQuestion.get(gold?.question ?? "") ?? [];
    if (own.length === 0) continue;
    const texts = own.flatMap((row) => row.claims.map(({ text }) => fold(text)));
    for (const { style, claim } of claims) {
      result.sent += 1;
      const reason = prove(claim, prompt.passages);
      const quotes = claim.quotations.map(({ quote }) => quote);
      const lost = { id: gold!.id, style, reason: reason ?? "", claim: claim.text, quotes };
      const isQuoted = quotes.every((quote) => texts.some((text) => text.includes(fold(quote))));
      // A bullet that is claimed word for word is shown under its line, which is all that was claimed.
      if (isShown(texts, claim.text) || (isQuoted && reason === null)) result.worded += 1;
      else if (isQuoted) result.quoted.push(lost);
      else if (reason !== null) result.cut.push(lost);
      else
        result.elsewhere.push({
          id: gold!.id,
          why: `${own.map((row) => `${row.outcome} ${row.reason ?? ""}`).join(", ")}; claim: ${claim.text.slice(0, 160)}`,
        });
    }
  }
  return result;
};
