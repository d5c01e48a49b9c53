/** A follow-up put together with what it leans on; `unresolved` when that was partly a guess. */
export type Completed = { text: string; unresolved: boolean };
