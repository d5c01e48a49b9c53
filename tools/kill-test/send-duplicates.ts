import { countsOf } from "./counts-of.ts";
import { questions } from "./questions.ts";
import { postMessage, type SentSoFar } from "./send-messages.ts";

const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));
const atOnce = 10;

/** Sends every message to the first and the last replica in one go, and says how many pairs left within a millisecond. */
export const sendDuplicates = async (
  ports: number[],
  messages: number,
  soFar: SentSoFar,
  say: (words: string) => void,
  isOver: () => boolean,
): Promise<void> => {
  for (const port of ports) while ((await countsOf(port)) === null && !isOver()) await pause(100);
  const kinds: Record<string, number> = {};
  let withinOneMs = 0;
  const sendTwice = async (number: number): Promise<void> => {
    const message = { externalId: `message-${number}`, threadKey: `thread-${number}` };
    const text = questions[number % questions.length]!;
    const startMs = performance.now();
    const copies = [ports[0]!, ports.at(-1)!].map((port) => postMessage(port, message.externalId, message.threadKey, text));
    if (performance.now() - startMs <= 1) withinOneMs += 1;
    const answers = await Promise.all(copies);
    for (const answer of answers) kinds[answer ?? "failed"] = (kinds[answer ?? "failed"] ?? 0) + 1;
    if (answers.some((answer) => answer !== null)) soFar.acknowledged.push(message);
  };
  for (let number = 0; number < messages; number += atOnce) {
    await Promise.all(Array.from({ length: Math.min(atOnce, messages - number) }, (_, place) => sendTwice(number + place)));
  }
  say(`answers to the copies: ${JSON.stringify(kinds)}; ${withinOneMs} of ${messages} pairs left within a millisecond`);
};
