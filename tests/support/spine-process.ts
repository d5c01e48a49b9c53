import { readFileSync } from "node:fs";
import { parse } from "yaml";
import type { RepsFile, WordingFile } from "../../src/domain/knowledge-config.ts";
import type { InboundMessage, OutboundReply, StoredMessage } from "../../src/domain/message.ts";
import type { Turn } from "../../src/domain/question.ts";
import { acceptMessage } from "../../src/flows/accept-message.ts";
import { createBell } from "../../src/flows/bell.ts";
import { deliverReplies } from "../../src/flows/deliver-replies.ts";
import type { SpineEvent } from "../../src/flows/spine-event.ts";
import { type HandledMessage, workJobs } from "../../src/flows/work-jobs.ts";
import type { ReplyChannel } from "../../src/ports/reply-channel.ts";
import type { At, SpineStore } from "../../src/ports/spine-store.ts";
import { plainReply } from "./plain-reply.ts";

const read = <Shape>(name: string) => parse(readFileSync(new URL(`../../knowledge/${name}`, import.meta.url), "utf8")) as Shape;
export const wording = read<WordingFile>("wording.yaml");
export const reps = read<RepsFile>("reps.yaml");

/** A post office that survives every crash, keeps what it was brought, as often as it was brought, and can be asked. */
export const postOffice = (): { channel: ReplyChannel; brought: OutboundReply[] } => {
  const brought: OutboundReply[] = [];
  return {
    brought,
    channel: {
      name: "loopback",
      deliver: async (reply) => {
        brought.push(reply);
        return { kind: "sent", externalRef: `post-${brought.length}` };
      },
      find: async ({ id }) =>
        brought.some((one) => one.id === id) ? { kind: "sent", externalRef: "post-found" } : { kind: "absent" },
    },
  };
};

/** What a step of a process does: passes, stops the process for ever, or throws. Called before and after every call to the outside. */
export type Step = (name: string) => Promise<void>;

/** Puts a step before and after each call: what happens before a call, and what is never learned of one that was made. */
export const stepped = <T extends object>(parts: T, step: Step): T =>
  new Proxy(parts, {
    get: (target, key) => {
      const part = target[key as keyof T];
      if (typeof part !== "function") return part;
      return async (...args: unknown[]) => {
        await step(`before ${String(key)}`);
        const result: unknown = await part.apply(target, args);
        await step(`after ${String(key)}`);
        return result;
      };
    },
  });

/** An answer that opens a case for every message, so that effects written twice would be seen. */
export const answerWithCase = async (message: StoredMessage, history: Turn[]): Promise<HandledMessage> => ({
  reply: plainReply(`answer to ${message.text} after ${history.length} turns`),
  effects: {
    opened: {
      id: `C-${message.externalId}`,
      question: message.text,
      scenario: null,
      reason: "personal_matter",
      why: "a test says so",
      priority: "normal",
      dueOn: null,
      dueWords: null,
      queue: "general",
      topic: "other",
      passageIds: [],
      openedAt: new Date().toISOString(),
    },
    receipt: null,
  },
});

/** What a store that is out of order throws. */
export class StoreIsDown extends Error {}

let made = 0;

/** The whole spine of one process over a store and a channel that outlive it. Time is what the test's timers say. */
export const startProcess = (
  outside: { store: SpineStore; channel: ReplyChannel },
  over: { step?: Step; at?: () => At; handleMessage?: (message: StoredMessage, history: Turn[]) => Promise<HandledMessage> } = {},
) => {
  made += 1;
  const name = `process-${made}`;
  const step = over.step ?? (async () => undefined);
  const store = stepped(outside.store, step);
  const events: SpineEvent[] = [];
  const jobs = createBell();
  const replies = createBell();
  const shared = {
    reps: () => reps,
    wording: () => wording,
    newCaseId: () => `C-${name}-${events.length}`,
    worker: name,
    now: () => new Date(),
    at: over.at ?? (() => ({ nowAt: new Date().toISOString() })),
    random: () => 0.5,
    pass: () => undefined,
    record: (event: SpineEvent) => void events.push(event),
    isOutage: (fault: unknown) => fault instanceof StoreIsDown,
  };
  let ids = 0;
  const accept = (message: InboundMessage) =>
    acceptMessage({ ...shared, store, newId: () => `${name}-id-${++ids}`, wake: jobs.ring }, message);
  const { handleMessage } = stepped({ handleMessage: over.handleMessage ?? answerWithCase }, step);
  const working = workJobs({ ...shared, store, handleMessage, bell: jobs, done: replies.ring });
  const delivering = deliverReplies({ ...shared, store, channel: stepped(outside.channel, step), bell: replies });
  return { accept, events, stop: () => Promise.all([working.stop(), delivering.stop()]) };
};

/** A message of a member; `externalId` is also its text, so that a delivery can be told by it. */
export const message = (externalId: string, threadKey: string): InboundMessage => ({
  channel: "loopback",
  externalId,
  threadKey,
  memberKey: "m-1",
  replyTo: externalId,
  text: externalId,
  sentAt: new Date().toISOString(),
});
