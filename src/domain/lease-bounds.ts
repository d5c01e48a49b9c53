/** The longest that a failed job, or a failed reply, is put off for. A due time further away was written by a clock that was put back. */
export const longestPauseMs = { job: 60_000, reply: 900_000 };

/** Clocks that differ by less are the same: what a due time or a lease may lie beyond its longest, and what is no step yet. */
export const clockSlackMs = 5000;
