import type { CaseSummary } from "../domain/case.ts";
import type { CaseToOpen } from "../domain/effects.ts";
import type { Origin } from "../domain/message.ts";

/** Opens cases and reads them back. */
export type CaseStore = {
  /** Throws when the id is taken. `origin` is left out for a matter that came by no channel. */
  open(newCase: CaseToOpen, origin?: Origin | null): Promise<void>;
  recent(limit: number): Promise<(CaseSummary & { question: string; reason: string; openedAt: string })[]>;
};
