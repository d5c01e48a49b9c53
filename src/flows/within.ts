/** The value of `work`, or `late` when it takes longer than `limitMs`; what was late is no longer listened to. Rejects as `work` does. */
export const within = async <T, L>(work: Promise<T>, limitMs: number, late: L): Promise<T | L> => {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const limit = new Promise<L>((resolve) => {
    timer = setTimeout(() => resolve(late), limitMs);
  });
  try {
    return await Promise.race([work, limit]);
  } finally {
    clearTimeout(timer);
  }
};
