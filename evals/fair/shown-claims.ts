import type { AskRow } from "../../src/domain/answer.ts";
import type { FairSent } from "./fair-script.ts";
import type { LostClaim } from "./loss-by-style.ts";
import type { ProveShown } from "./prove-claim.ts";

/** What became of the claims that were really sent. `cut`: by the proof. `elsewhere`: proved, and yet not in the reply. */
export type ShownClaims = { sent: number; shown: number; cut: LostClaim[]; elsewhere: { id: string; why: string }[] };

const fold = (text: string): string =>
  text
    .replace(/[\u2018\u2019]/gu, "'")
    .replace(/\s+/gu, " ")
    .trim();

/** Follows each claim that was sent into the row of its question. `rows` are the rows of the same run, joined by the gold's id. */
export const shownClaims = (sent: readonly FairSent[], rows: readonly AskRow[], prove: ProveShown): ShownClaims => {
  const byId = new Map(rows.map((row) => [row.id, row]));
  const result: ShownClaims = { sent: 0, shown: 0, cut: [], elsewhere: [] };
  for (const { gold, prompt, claims } of sent) {
    const row = gold === null ? undefined : byId.get(gold.id);
    if (row === undefined) continue;
    const texts = row.claims.map(({ text }) => fold(text));
    for (const { style, claim } of claims) {
      result.sent += 1;
      const isBullet = claim.quotations.every(({ quote }) => texts.includes(fold(quote)));
      if (texts.includes(fold(claim.text)) || isBullet) {
        result.shown += 1;
        continue;
      }
      const reason = prove(claim, prompt.passages);
      const quotes = claim.quotations.map(({ quote }) => quote);
      if (reason !== null) result.cut.push({ id: gold!.id, style, reason, claim: claim.text, quotes });
      else result.elsewhere.push({ id: gold!.id, why: `${row.outcome} ${row.reason ?? ""}; claim: ${claim.text.slice(0, 160)}` });
    }
  }
  return result;
};
