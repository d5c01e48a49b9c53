import type { ScriptedClaim } from "../model-servers/wire.ts";
import type { FairSent } from "./fair-script.ts";
import type { GoldSentence } from "./find-gold.ts";
import type { ProveShown } from "./prove-claim.ts";
import { rewordings } from "./rewordings.ts";

/** A true claim that code would cut. */
export type LostClaim = { id: string; style: string; reason: string; claim: string; quotes: string[] };

/** True claims of one style: how many there were and which are lost. */
export type StyleLoss = { style: string; claims: number; lost: LostClaim[] };

const claimOf = ({ passage, introduction, sentence }: GoldSentence, text: string): ScriptedClaim => ({
  text,
  quotations: [introduction, sentence].flatMap((quote) => (quote === null ? [] : [{ passage: passage.token, quote }])),
});

/** Puts every gold sentence that was shown through the proof in every style that fits it; each sentence once in each style. */
export const lossByStyle = (sent: readonly FairSent[], prove: ProveShown): StyleLoss[] => {
  const seen = new Set<string>();
  const golds = sent.flatMap(({ gold, prompt, found }) =>
    (found ?? []).flatMap((sentence) => {
      const key = `${sentence.introduction} ${sentence.sentence}`;
      if (seen.has(key)) return [];
      seen.add(key);
      return [{ id: gold?.id ?? "", prompt, sentence }];
    }),
  );
  return Object.entries(rewordings).map(([style, change]) => {
    const judged = golds.flatMap(({ id, prompt, sentence }) => {
      const text = change(sentence);
      if (text === null) return [];
      const claim = claimOf(sentence, text);
      const reason = prove(claim, prompt.passages);
      return [{ id, style, reason, claim: text, quotes: claim.quotations.map(({ quote }) => quote) }];
    });
    return { style, claims: judged.length, lost: judged.filter((claim): claim is LostClaim => claim.reason !== null) };
  });
};
