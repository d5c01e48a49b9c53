import type { LieRow, TrueClaimRow } from "./claim-row.ts";
import { locateQuotation } from "./locate-quotation.ts";
import type { createReplyProof, ProvedClaim } from "./prove-reply.ts";
import type { StoredSource } from "./stored-sources.ts";

/** Puts a row's claim with its quotations through the proof. Throws when a source is not there or a quotation cannot be placed. */
export const proveRow = (
  prove: ReturnType<typeof createReplyProof>,
  stored: ReadonlyMap<string, StoredSource>,
  row: Pick<TrueClaimRow | LieRow, "source" | "claim" | "quotations">,
): ProvedClaim => {
  const source = (id: string): StoredSource => {
    const found = stored.get(id);
    if (!found) throw new Error(`there is no source ${id}`);
    return found;
  };
  const given = row.quotations.map((quotation) => {
    const { passages, document } = source(quotation.of ?? row.source);
    return { ...locateQuotation(quotation, passages), document, token: quotation.token };
  });
  return prove(row.claim, given, source(row.source));
};
