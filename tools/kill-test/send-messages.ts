import { questions } from "./questions.ts";
import type { Acknowledged } from "./tally.ts";

/** What the sender needs. `ports` are the services'; `permitted` is how many messages may have been sent by now. */
export type SenderDeps = { ports: number[]; permitted: () => number; isOver: () => boolean };

/** What was acknowledged so far, in the order of the acknowledgements, and how often something had to be sent again. */
export type SentSoFar = { acknowledged: Acknowledged[]; resent: number };

const messagesOfThread = 3;
const senders = 8;
const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

/** A message as the loopback channel takes it in. */
export const messageBody = (externalId: string, threadKey: string, text: string): string =>
  JSON.stringify({ externalId, threadKey, member: `member of ${threadKey}`, replyTo: externalId, text });

/** Posts one message. True when it was acknowledged, whether as new or as a repeat. */
export const postMessage = async (port: number, externalId: string, threadKey: string, text: string): Promise<string | null> => {
  try {
    const response = await fetch(`http://127.0.0.1:${port}/messages`, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: messageBody(externalId, threadKey, text),
      signal: AbortSignal.timeout(10_000),
    });
    const body = (await response.json()) as { kind?: string };
    if (response.status === 422) throw new Error(`refused: ${JSON.stringify(body)}`);
    return response.ok ? (body.kind ?? "unnamed") : null;
  } catch (fault) {
    if (fault instanceof Error && fault.message.startsWith("refused")) throw fault;
    return null;
  }
};

/**
 * Sends as a vendor does: in each thread one message after the other, each until it is acknowledged, to whichever replica answers.
 * Resolves when all are acknowledged or the time is over; `soFar` grows meanwhile.
 */
export const sendMessages = async (deps: SenderDeps, messages: number, soFar: SentSoFar): Promise<void> => {
  let nextThread = 0;
  const threads = Math.ceil(messages / messagesOfThread);
  const sendThread = async (thread: number): Promise<void> => {
    const last = Math.min(messages, (thread + 1) * messagesOfThread);
    for (let number = thread * messagesOfThread; number < last; number += 1) {
      while (number >= deps.permitted() && !deps.isOver()) await pause(20);
      const message = { externalId: `message-${number}`, threadKey: `thread-${thread}` };
      for (let tries = 0; !deps.isOver(); tries += 1) {
        const port = deps.ports[(number + tries) % deps.ports.length]!;
        if ((await postMessage(port, message.externalId, message.threadKey, questions[number % questions.length]!)) !== null) {
          soFar.acknowledged.push(message);
          break;
        }
        soFar.resent += 1;
        await pause(Math.min(500, 50 * 2 ** tries) * (0.5 + Math.random()));
      }
      if (deps.isOver()) return;
    }
  };
  const sender = async (): Promise<void> => {
    while (nextThread < threads && !deps.isOver()) {
      nextThread += 1;
      await sendThread(nextThread - 1);
    }
  };
  await Promise.all(Array.from({ length: senders }, sender));
};
