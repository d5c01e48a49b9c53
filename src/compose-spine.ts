import { randomUUID } from "node:crypto";
import { hostname } from "node:os";
import { isStoreOutage } from "./adapters/store/is-store-outage.ts";
import type { CrashPoint, PassCrashPoint } from "./domain/crash-point.ts";
import type { RepsFile, WordingFile } from "./domain/knowledge-config.ts";
import type { ChannelName, InboundMessage } from "./domain/message.ts";
import { type Accepted, acceptMessage } from "./flows/accept-message.ts";
import { amendMessage } from "./flows/amend-message.ts";
import { createBell } from "./flows/bell.ts";
import { deliverReplies, deliveryPace } from "./flows/deliver-replies.ts";
import type { RunningSlots } from "./flows/run-slots.ts";
import { createSpineClock } from "./flows/spine-clock.ts";
import type { RecordSpineEvent } from "./flows/spine-event.ts";
import { wakeCases } from "./flows/wake-cases.ts";
import { withdrawMessage } from "./flows/withdraw-message.ts";
import { jobPace, type WorkJobsDeps, workJobs } from "./flows/work-jobs.ts";
import type { CaseStore } from "./ports/case-store.ts";
import type { ReplyChannel } from "./ports/reply-channel.ts";
import type { Amended, SpineStore, Withdrawn } from "./ports/spine-store.ts";

/** What ways in may do. */
export type Intake = Pick<Spine, "accept" | "amend" | "withdraw" | "counts">;

/** Opens one way in for messages. `close` ends it within a few seconds. Rejects when it cannot be opened. */
export type Inlet = (spine: Intake) => Promise<{ close(): Promise<void> }>;

/** What the spine is put together from. `crashAt` ends the process at the given passing of a crash point; null in service. */
export type SpineParts = {
  store: SpineStore;
  cases: CaseStore;
  handleMessage: WorkJobsDeps["handleMessage"];
  introOf?: NonNullable<WorkJobsDeps["introOf"]>;
  reps: () => RepsFile;
  wording: () => WordingFile;
  newCaseId: () => string;
  channels: ReplyChannel[];
  /** Ways in: each opens where its vendor's messages arrive, and gives how to close it. */
  inlets: Inlet[];
  crashAt: { point: CrashPoint; passing: number } | null;
  now: () => Date;
  record: RecordSpineEvent;
};

/** The spine of this process. */
export type Spine = {
  accept(message: InboundMessage): Promise<Accepted>;
  /** New words for the message that came under the id `of` (amend-message.ts). */
  amend(of: string, message: InboundMessage): Promise<Amended | "refused">;
  /** Takes a message back (withdraw-message.ts). */
  withdraw(channel: ChannelName, externalId: string): Promise<Withdrawn>;
  /** Opens the ways in. Messages are stored from then on, and worked once `start` was called. Rejects when one cannot be opened. */
  listen(): Promise<void>;
  start(): void;
  /** Closes the ways in, takes nothing up any more, and within 10 s finishes or hands back what is in hand. */
  stop(): Promise<void>;
  /** Milliseconds since the workers, or the senders of a channel, last came round, the longest of them; null before `start`. */
  stillMs(): number | null;
  /** Jobs and replies by state, as they are stored. */
  counts(): ReturnType<SpineStore["counts"]>;
};

const crashPointOf = (crashAt: SpineParts["crashAt"]): PassCrashPoint => {
  if (crashAt === null) return () => undefined;
  let passings = 0;
  return (point) => {
    if (point !== crashAt.point) return;
    passings += 1;
    if (passings === crashAt.passing) process.kill(process.pid, "SIGKILL");
  };
};

/** Puts inbox, worker and senders together, joined by bells so that nothing waits for the next look. */
export const openSpine = (parts: SpineParts): Spine => {
  const jobs = createBell();
  const replies = new Map(parts.channels.map(({ name }) => [name, createBell()]));
  const at = createSpineClock({
    wallMs: () => parts.now().getTime(),
    runningMs: () => performance.now(),
    leaseMs: Math.max(jobPace.leaseMs, deliveryPace.leaseMs),
    onStep: (byMs) => parts.record({ code: "clock_stepped", traceId: null, byMs }),
  });
  const shared = {
    ...parts,
    at,
    isOutage: isStoreOutage,
    worker: `${hostname()}-${process.pid}-${randomUUID().slice(0, 8)}`,
    random: Math.random,
    pass: crashPointOf(parts.crashAt),
  };
  let running: RunningSlots[] = [];
  const open: { close(): Promise<void> }[] = [];
  const done = (channel: ChannelName): void => replies.get(channel)?.ring();
  const taking = { ...shared, newId: randomUUID, wake: jobs.ring };
  const intake: Intake = {
    accept: (message) => acceptMessage(taking, message),
    amend: (of, message) => amendMessage(taking, of, message),
    withdraw: (channel, externalId) => withdrawMessage({ ...shared, done }, channel, externalId),
    counts: () => parts.store.counts({ nowAt: parts.now().toISOString() }),
  };
  return {
    ...intake,
    listen: async () => {
      for (const inlet of parts.inlets) open.push(await inlet(intake));
    },
    start: () => {
      if (running.length > 0) return;
      running = [
        workJobs({ ...shared, bell: jobs, done }),
        ...parts.channels.map((channel) => deliverReplies({ ...shared, channel, bell: replies.get(channel.name)! })),
        wakeCases(shared),
      ];
    },
    stillMs: () => (running.length === 0 ? null : Math.max(...running.map((slots) => slots.stillMs()))),
    stop: async () => {
      await Promise.all([...open.splice(0), ...running.splice(0)].map((part) => ("stop" in part ? part.stop() : part.close())));
    },
  };
};
