/** What is removed when its time is over, in this order: members go when nothing of theirs is left. */
export const expiringKinds = ["messages", "cases", "answers", "seen_messages", "members"] as const;
export type ExpiringKind = (typeof expiringKinds)[number];
