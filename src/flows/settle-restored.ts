import type { Origin } from "../domain/message.ts";
import type { AuditStore } from "../ports/audit-store.ts";
import type { CaseStore } from "../ports/case-store.ts";
import type { Erasure, Restoration, RestorationStore } from "../ports/restoration-store.ts";
import { type HandOverRestoredDeps, handOverRestored } from "./hand-over-restored.ts";

/** The stores of a copy, inside one transaction. */
export type SettleRestoredDeps = HandOverRestoredDeps & {
  restorations: RestorationStore;
  cases: Pick<CaseStore, "open">;
  audit: Pick<AuditStore, "append">;
};

/** What is known of the copy (`copyDigest`) and of the store whose place it takes. */
export type Replaced = Restoration & { copyDigest: string; erasures: readonly Erasure[]; replacedAuditHead: string | null };

/** How many members were erased again, messages became cases, and replies the channel must be asked about. */
export type SettledRestored = { erasedAgain: number; handedOver: number; inDoubt: number };

/**
 * Makes a copy of the store fit to be worked on. The world went on after the copy was made: what was being answered then was answered since,
 * or was not, and only a rep can look; what was on its way out arrived, or did not, and the channel is asked. Nothing is answered from here.
 * Call it inside a transaction.
 */
export const settleRestored = async (deps: SettleRestoredDeps, replaced: Replaced): Promise<SettledRestored> => {
  const { restoredAt, copiedAt } = replaced;
  const at = { nowAt: restoredAt };
  const erasedAgain = await deps.restorations.eraseAgain(replaced.erasures, at);
  const why = `was being answered when the copy was made (${copiedAt}), which the store was brought back from: look whether it was answered`;
  for (const message of await deps.restorations.unfinished()) {
    const { id: messageId, channel, threadKey, memberKey, replyTo } = message;
    const origin: Origin = { messageId, channel, threadKey, memberKey, replyTo };
    await deps.cases.open(handOverRestored(deps, message, why), origin);
  }
  const handedOver = await deps.restorations.endUnfinished();
  const inDoubt = await deps.restorations.doubtReplies(at);
  await deps.restorations.mark({ restoredAt, copiedAt });
  const { copyDigest, replacedAuditHead } = replaced;
  const codes = { copiedAt, copyDigest, replacedAuditHead, erasedAgain, handedOver, inDoubt };
  await deps.audit.append({ actor: "operator", action: "store_restored", subject: { kind: "store", id: "store" }, codes }, at);
  return { erasedAgain, handedOver, inDoubt };
};
