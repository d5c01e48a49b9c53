import { faultOfData } from "./fault-as-data.ts";
import { type RunningThread, runThread } from "./running-thread.ts";
import { threadFault } from "./thread-fault.ts";
import type { Calls, FromThread } from "./thread-messages.ts";

/** A way to ask the thread; rejects with what it threw, or with a `ThreadFault` code. */
export type CallThread<C extends Calls> = <Name extends keyof C & string>(
  name: Name,
  input: C[Name]["input"],
  onNews?: (news: C[Name]["news"]) => void,
) => Promise<C[Name]["output"]>;

/** What a supervised thread is. `entry` runs `serveCalls` with the same calls and events; `data` is its `workerData`. */
export type ThreadPlan<C extends Calls, Event> = {
  entry: URL;
  data: unknown;
  onEvent: (event: Event) => void;
  /** Brings a thread that was started again to where the one before it was; other calls wait until this is done. */
  reopen: (call: CallThread<C>) => Promise<void>;
  /** Told of each death and of each start that failed; the thread is then started again. */
  onDeath: (cause: Error) => void;
  /** Calls during which the thread may stand still without being taken for hung. */
  longCalls: (keyof C & string)[];
  hungAfterMs?: number;
  /** How often the thread is asked whether it still comes round. */
  lookEveryMs?: number;
  /** A call that could not be put to a restarted thread for so long is given up. */
  waitLimitMs?: number;
  firstPauseMs?: number;
};

/** A thread that is started again when it ends. `close` ends it for good. */
export type SupervisedThread<C extends Calls> = { call: CallThread<C>; close(): Promise<void> };

type Call = {
  id: number;
  name: string;
  input: unknown;
  onNews: ((news: never) => void) | undefined;
  resolve: (output: unknown) => void;
  reject: (fault: Error) => void;
  /** The thread died while it had this in hand together with others: it is put to it again with nothing beside it. */
  alone: boolean;
  sinceMs: number;
};

const longestPauseMs = 30_000;

/**
 * Keeps a thread that answers calls. When it dies or hangs it is started again. A call that was alone in its hands is to blame and fails;
 * of several nobody can tell which, so each is asked again alone, and only the one that kills it again fails: one message that breaks the
 * thread must not cost the others beside it a try. Nothing that is called may write what must be written once.
 */
export const superviseThread = <C extends Calls, Event>(plan: ThreadPlan<C, Event>): SupervisedThread<C> => {
  const { hungAfterMs = 30_000, lookEveryMs = 1000, waitLimitMs = 110_000, firstPauseMs = 500 } = plan;
  let thread: RunningThread | null = null;
  let isOpen = false;
  let wasOpen = false;
  let closed = false;
  let deathsInARow = 0;
  let ids = 0;
  let restart: ReturnType<typeof setTimeout> | undefined;
  let waiting: Call[] = [];
  const inHand = new Map<number, Call>();

  const put = (call: Call): void => {
    inHand.set(call.id, call);
    try {
      thread!.send({ kind: "call", id: call.id, name: call.name, input: call.input });
    } catch (cause) {
      inHand.delete(call.id);
      call.reject(cause as Error);
    }
  };
  const putWaiting = (): void => {
    while (isOpen && waiting.length > 0) {
      const next = waiting[0]!;
      const mustWait = inHand.size > 0 && (next.alone || [...inHand.values()].some(({ alone }) => alone));
      if (mustWait) return;
      waiting.shift();
      put(next);
    }
  };
  const newCall = (name: string, input: unknown, onNews: Call["onNews"], begin: (call: Call) => void): Promise<unknown> =>
    new Promise((resolve, reject) => {
      ids += 1;
      begin({ id: ids, name, input, onNews, resolve, reject, alone: false, sinceMs: performance.now() });
    });
  const callNow = ((name, input, onNews) => newCall(name, input, onNews, put)) as CallThread<C>;

  const open = async (opening: RunningThread): Promise<void> => {
    try {
      if (wasOpen) await plan.reopen(callNow);
    } catch (cause) {
      if (thread !== opening) return;
      await opening.end();
      return lose(cause as Error);
    }
    if (thread !== opening) return;
    isOpen = true;
    wasOpen = true;
    putWaiting();
  };
  const end = (message: Extract<FromThread, { kind: "done" | "failed" }>): void => {
    const call = inHand.get(message.id);
    if (!inHand.delete(message.id)) return;
    if (message.kind === "failed") call?.reject(faultOfData(message.fault));
    else call?.resolve(message.output);
    if (isOpen) deathsInARow = 0;
    putWaiting();
  };
  const receive = (from: RunningThread, message: Exclude<FromThread, { kind: "pong" }>): void => {
    if (message.kind === "ready") void open(from);
    else if (message.kind === "unopened") {
      void from.end();
      lose(faultOfData(message.fault));
    } else if (message.kind === "event") plan.onEvent(message.event as Event);
    else if (message.kind === "news") inHand.get(message.id)?.onNews?.(message.news as never);
    else end(message);
  };
  const rejectAll = (calls: Call[], fault: Error): void => {
    for (const call of calls) call.reject(fault);
  };
  const lose = (cause: Error): void => {
    thread = null;
    const lost = [...inHand.values()];
    inHand.clear();
    plan.onDeath(cause);
    deathsInARow += 1;
    if (!isOpen || lost.length === 1) rejectAll(lost, cause);
    else waiting = [...lost.map((call) => ({ ...call, alone: true })), ...waiting];
    isOpen = false;
    if (!wasOpen) {
      // What has never worked will not work the next time either: whoever opens it is told.
      closed = true;
      rejectAll(waiting.splice(0), cause);
      return;
    }
    const pauseMs = deathsInARow === 1 ? 0 : Math.min(longestPauseMs, firstPauseMs * 2 ** (deathsInARow - 2));
    restart = setTimeout(start, pauseMs);
  };
  const start = (): void => {
    const mayStall = (): boolean => !isOpen || [...inHand.values()].some(({ name }) => plan.longCalls.includes(name));
    const running: RunningThread = runThread({
      entry: plan.entry,
      data: plan.data,
      onMessage: (message) => receive(running, message),
      onDeath: (cause) => thread === running && lose(cause),
      mayStall,
      hungAfterMs,
      lookEveryMs,
    });
    thread = running;
  };

  const giveUpLate = setInterval(() => {
    // The first opening takes what it takes: there is nothing that could answer instead.
    if (!wasOpen) return;
    const nowMs = performance.now();
    const late = waiting.filter(({ sinceMs }) => nowMs - sinceMs > waitLimitMs);
    waiting = waiting.filter((call) => !late.includes(call));
    rejectAll(late, threadFault("thread_late", "the thread could not be asked in time"));
  }, lookEveryMs);
  giveUpLate.unref();
  start();

  return {
    call: ((name, input, onNews) =>
      newCall(name, input, onNews, (call) => {
        if (closed) return call.reject(threadFault("thread_closed", "the thread was closed"));
        waiting.push(call);
        putWaiting();
      })) as CallThread<C>,
    close: async () => {
      closed = true;
      clearInterval(giveUpLate);
      clearTimeout(restart);
      const ending = thread;
      thread = null;
      isOpen = false;
      rejectAll([...inHand.values(), ...waiting.splice(0)], threadFault("thread_closed", "the thread was closed"));
      inHand.clear();
      await ending?.end();
    },
  };
};
