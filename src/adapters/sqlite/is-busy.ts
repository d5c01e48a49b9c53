const sqliteBusy = 5;

/** Whether SQLite refused because somebody else holds the lock; the extended codes count (https://www.sqlite.org/rescode.html#busy). */
export const isBusy = (fault: unknown): boolean => ((fault as { errcode?: number }).errcode ?? 0) % 256 === sqliteBusy;
