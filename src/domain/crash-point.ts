/** Places on the way of a message where a crash hurts most; the kill test ends the process at them. Closed. */
export const crashPoints = ["after_store", "after_claim", "after_draft", "after_delivery"] as const;
export type CrashPoint = (typeof crashPoints)[number];

/** Told of every crash point that is passed; does nothing in service, ends the process in a kill test. */
export type PassCrashPoint = (point: CrashPoint) => void;
