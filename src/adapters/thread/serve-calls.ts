import type { MessagePort } from "node:worker_threads";
import { faultAsData } from "./fault-as-data.ts";
import type { Calls, FromThread, ToThread } from "./thread-messages.ts";

/** What answers each call. `tell` gives news of it to whoever asked. */
export type CallHandlers<C extends Calls> = {
  [Name in keyof C]: (input: C[Name]["input"], tell: (news: C[Name]["news"]) => void) => Promise<C[Name]["output"]>;
};

/**
 * The thread's side: opens what answers, then serves calls, many at once, until the thread is ended. `emit` tells of what nobody asked for.
 * When nothing can be opened it tells so, and the thread comes to its end.
 */
export const serveCalls = async <C extends Calls, Event>(
  port: MessagePort,
  open: (emit: (event: Event) => void) => Promise<CallHandlers<C>>,
): Promise<void> => {
  const post = (message: FromThread): void => port.postMessage(message);
  const handlers = await open((event) => post({ kind: "event", event })).catch((fault: unknown) => {
    post({ kind: "unopened", fault: faultAsData(fault) });
    return null;
  });
  if (handlers === null) return;
  const answer = async ({ id, name, input }: Extract<ToThread, { kind: "call" }>): Promise<void> => {
    try {
      const handler = handlers[name];
      if (handler === undefined) throw new Error(`this thread does not answer ${name}`);
      post({ kind: "done", id, output: await handler(input, (news) => post({ kind: "news", id, news })) });
    } catch (fault) {
      post({ kind: "failed", id, fault: faultAsData(fault) });
    }
  };
  port.on("message", (message: ToThread) => {
    if (message.kind === "ping") post({ kind: "pong" });
    else void answer(message);
  });
  post({ kind: "ready" });
};
