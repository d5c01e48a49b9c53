import type { CasePriority, CaseState } from "../domain/case.ts";
import type { ChannelName } from "../domain/message.ts";
import type { At } from "./spine-store.ts";

/** Whether members' questions are answered, or all go to reps. `changedAt` is null while nobody has switched. */
export type AnsweringSwitch = { state: "on" | "off"; changedAt: string | null };

/**
 * How long the oldest piece of work has been due that nothing but a worker stands before, in milliseconds: a job, and by channel a reply.
 * Channels where none is due are left out.
 */
export type WaitingWork = { jobMs: number; replyMs: Partial<Record<ChannelName, number>> };

/** Cases that are not resolved, counted. */
export type OpenCases = { state: CaseState; priority: CasePriority; queue: string; count: number };

/** What all replicas of a service share about the service itself, and whether the store can be read and written at all. */
export type ServiceStateStore = {
  /** Asks the store for its own clock; null when the store has none but this machine's. Rejects when the store does not answer. */
  clock(): Promise<string | null>;
  /** Writes a little, for no other end than to know whether it can be. Rejects when it cannot. */
  tryWriting(at: At): Promise<void>;
  waiting(at: At): Promise<WaitingWork>;
  openCases(): Promise<OpenCases[]>;
  answering(): Promise<AnsweringSwitch>;
  /** Turns answering on or off for all replicas; false when it was so already, and then nothing is written. */
  switchAnswering(to: AnsweringSwitch["state"], at: At): Promise<boolean>;
};
