import type { Reason } from "./answer.ts";

const private_: ReadonlySet<Reason> = new Set([
  "personal_matter",
  "deadline",
  "crisis",
  "fault",
  "abuse",
  "attachment",
  "others_matter",
]);

/** Whether a reply of this reason is about its member alone, and must not be seen by others. */
export const isPrivateReason = (reason: Reason | null): boolean => reason !== null && private_.has(reason);
