import { randomUUID } from "node:crypto";
import { hostname } from "node:os";
import type { CrashPoint, PassCrashPoint } from "./domain/crash-point.ts";
import type { RepsFile, WordingFile } from "./domain/knowledge-config.ts";
import type { InboundMessage } from "./domain/message.ts";
import { type Accepted, acceptMessage } from "./flows/accept-message.ts";
import { createBell } from "./flows/bell.ts";
import { deliverReplies } from "./flows/deliver-replies.ts";
import type { RunningSlots } from "./flows/run-slots.ts";
import type { RecordSpineEvent } from "./flows/spine-event.ts";
import { type WorkJobsDeps, workJobs } from "./flows/work-jobs.ts";
import type { ReplyChannel } from "./ports/reply-channel.ts";
import type { SpineStore } from "./ports/spine-store.ts";

/** What the spine is put together from. `crashAt` ends the process at the given passing of a crash point; null in service. */
export type SpineParts = {
  store: SpineStore;
  handleMessage: WorkJobsDeps["handleMessage"];
  reps: () => RepsFile;
  wording: () => WordingFile;
  newCaseId: () => string;
  channels: ReplyChannel[];
  crashAt: { point: CrashPoint; passing: number } | null;
  now: () => Date;
  record: RecordSpineEvent;
};

/** The spine of this process. Messages can be accepted from the beginning; they are worked once `start` was called. */
export type Spine = {
  accept(message: InboundMessage): Promise<Accepted>;
  start(): void;
  /** Ends within 10 s: nothing new is taken up, what is in hand is finished or handed back. Channels stop accepting before this. */
  stop(): Promise<void>;
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
  const replies = createBell();
  const shared = {
    ...parts,
    worker: `${hostname()}-${process.pid}-${randomUUID().slice(0, 8)}`,
    random: Math.random,
    pass: crashPointOf(parts.crashAt),
  };
  let running: RunningSlots[] = [];
  return {
    accept: (message) => acceptMessage({ ...shared, newId: randomUUID, wake: jobs.ring }, message),
    start: () => {
      if (running.length > 0) return;
      running = [
        workJobs({ ...shared, bell: jobs, done: replies.ring }),
        ...parts.channels.map((channel) => deliverReplies({ ...shared, channel, bell: replies })),
      ];
    },
    stop: async () => {
      await Promise.all(running.map((slots) => slots.stop()));
    },
    counts: () => parts.store.counts({ nowAt: parts.now().toISOString() }),
  };
};
