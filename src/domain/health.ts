/** Why a process should be given no new messages for the moment; closed. */
export const notReadyCodes = [
  /** It was told to stop. */
  "stopping",
  /** The store says nothing within the time-out, or refuses to be read. */
  "store_no_answer",
  /** The store can be read and not written, as on a full or read-only disk. */
  "store_cannot_write",
  /** The last messages that came in could not be stored. */
  "messages_not_stored",
  /** The pages have not been read yet. */
  "knowledge_not_served",
  /** Several messages in a row ended in a fault, and none in an answer. */
  "answering_down",
  /** A channel's replies wait, or fail for several members in a row. */
  "outbox_stuck",
  /** The disk that holds the store is nearly full. */
  "disk_full",
  /** The store's clock and this machine's are so far apart that leases could be given away too early. */
  "clock_apart",
] as const;
export type NotReadyCode = (typeof notReadyCodes)[number];

/** What somebody should look at although messages are answered; closed. */
export const healthWarnings = [
  "no_sources",
  "jobs_waiting",
  "delivery_failing",
  "disk_filling",
  "clock_drifting",
  "model_resting",
] as const;
export type HealthWarning = (typeof healthWarnings)[number];

/** Whether messages can be taken in, answered and delivered. `checkedAt`: when the store was last asked. No secrets, and nothing of a member. */
export type Readiness = {
  isReady: boolean;
  codes: NotReadyCode[];
  warnings: HealthWarning[];
  answering: "on" | "off";
  checkedAt: string | null;
  knowledge: { revision: string; sources: number } | null;
};

/** Whether the process does its work at all; when not, only a restart helps. */
export type Liveness = { isAlive: boolean; codes: "slots_stuck"[]; upSeconds: number };
