/** Jobs and replies by state. */
export type Counts = { jobs: Record<string, number>; replies: Record<string, number> };

/** What the store of a service counts; null while it does not answer. */
export const countsOf = async (port: number): Promise<Counts | null> => {
  try {
    return (await (await fetch(`http://127.0.0.1:${port}/counts`, { signal: AbortSignal.timeout(5000) })).json()) as Counts;
  } catch {
    return null;
  }
};
