import type { FaultData } from "./fault-as-data.ts";

/** What a thread can be asked: of each call what goes in, what is told on the way, and what comes out. All of it can be copied. */
export type Calls = Record<string, { input: unknown; news: unknown; output: unknown }>;

/** To the thread. `id` ties what comes back to its call; a `ping` asks only whether the thread still comes round. */
export type ToThread = { kind: "call"; id: number; name: string; input: unknown } | { kind: "ping" };

/** From the thread: `ready` or `unopened` once, and then whatever happens. */
export type FromThread =
  | { kind: "ready" }
  | { kind: "unopened"; fault: FaultData }
  | { kind: "pong" }
  | { kind: "event"; event: unknown }
  | { kind: "news"; id: number; news: unknown }
  | { kind: "done"; id: number; output: unknown }
  | { kind: "failed"; id: number; fault: FaultData };
