import type { Reason } from "../domain/answer.ts";
import { daysBetween } from "../domain/calendar.ts";
import type { CasePriority } from "../domain/case.ts";
import type { RepsFile } from "../domain/knowledge-config.ts";
import type { Deadline } from "../domain/route.ts";

/** A deadline within this many days makes a case urgent, one further off makes it high. */
const urgentWithinDays = 3;

/**
 * How soon a rep should look at a case. `todayOn` is the day the message was sent.
 * A crisis is always urgent; a deadline weighs by its distance; a fault of ours, or a store brought
 * back from a copy, is high because a member may wait through no doing of theirs.
 */
export const priorityOf = (reason: Reason, deadline: Deadline | null, todayOn: string): CasePriority => {
  if (reason === "crisis") return "urgent";
  if (deadline) return daysBetween(todayOn, deadline.dueOn) <= urgentWithinDays ? "urgent" : "high";
  if (reason === "deadline") return "high";
  return reason === "fault" || reason === "restored" ? "high" : "normal";
};

/** The queue that takes a case: the urgent one for a crisis, else the first that lists its topic, else the fallback. */
export const queueOf = (reps: RepsFile, reason: Reason, topic: string): string => {
  if (reason === "crisis") return reps.urgentQueue;
  return reps.queues.find((queue) => queue.topics.includes(topic))?.id ?? reps.fallbackQueue;
};
