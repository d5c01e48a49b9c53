/** SQLite takes at most 32,766 parameters a statement; rows of ten columns stay well below it. */
const rowsAStatement = 500;

/** Runs `work` over slices of `rows` small enough for one statement each, in order. */
export const inBatches = async <T>(rows: readonly T[], work: (slice: T[]) => Promise<unknown>): Promise<void> => {
  for (let start = 0; start < rows.length; start += rowsAStatement) await work(rows.slice(start, start + rowsAStatement));
};
