import type { CaseSummary } from "../domain/case.ts";
import type { CaseToOpen } from "../domain/effects.ts";

/** Opens cases and reads them back. */
export type CaseStore = {
  /** Throws when the id is taken. */
  open(newCase: CaseToOpen): Promise<void>;
  recent(limit: number): Promise<(CaseSummary & { question: string; reason: string; openedAt: string })[]>;
};
