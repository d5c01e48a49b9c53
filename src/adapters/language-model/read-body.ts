/** How long a connection is kept after the reply is whole, so that its end is seen and the next question can use it again. */
const drainMs = 250;

const drain = async (reader: ReadableStreamDefaultReader<Uint8Array>): Promise<void> => {
  const timer = setTimeout(() => void reader.cancel().catch(() => {}), drainMs);
  timer.unref();
  try {
    for (let reads = 0; reads < 16; reads += 1) if ((await reader.read()).done) return;
    await reader.cancel();
  } catch {
    // Whatever happens to a connection after the reply is no matter of the reply's.
  } finally {
    clearTimeout(timer);
  }
};

/**
 * Hands a body's bytes to `push` as they come, until it gives true or the body ends. Rejects when the connection breaks, when `push`
 * throws, and at once when `signal` aborts, however the connection behaves. Nothing is kept here.
 */
export const readBody = async (
  body: ReadableStream<Uint8Array>,
  signal: AbortSignal,
  push: (piece: Uint8Array) => boolean,
): Promise<void> => {
  const reader = body.getReader();
  const stop = (): void => void reader.cancel(signal.reason).catch(() => {});
  signal.addEventListener("abort", stop, { once: true });
  try {
    for (;;) {
      // A cancelled reader ends its pending read, so an abort is never waited for.
      const { done, value } = await reader.read();
      signal.throwIfAborted();
      if (done) return;
      if (push(value)) return void drain(reader);
    }
  } catch (error) {
    void reader.cancel().catch(() => {});
    throw error;
  } finally {
    signal.removeEventListener("abort", stop);
  }
};
