import { countsOf } from "./counts-of.ts";
import { type OpenLine, openLine } from "./open-line.ts";
import { questions } from "./questions.ts";
import { messageBody, type SentSoFar } from "./send-messages.ts";

/** How far apart the two copies of a message left, in milliseconds; `withinOneMs` of `pairs`. */
export type PairSpread = { pairs: number; withinOneMs: number; medianMs: number; worstMs: number };

const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));
const atOnce = 10;

const spreadOf = (apartMs: number[]): PairSpread => {
  const sorted = [...apartMs].sort((a, b) => a - b);
  const rounded = (ms: number | undefined) => Math.round((ms ?? 0) * 1000) / 1000;
  return {
    pairs: sorted.length,
    withinOneMs: sorted.filter((ms) => ms <= 1).length,
    medianMs: rounded(sorted[sorted.length >> 1]),
    worstMs: rounded(sorted.at(-1)),
  };
};

/** Sends every message to the first and the last service in one go, over connections that are open already, and measures how far apart. */
export const sendDuplicates = async (
  ports: number[],
  messages: number,
  soFar: SentSoFar,
  say: (words: string) => void,
  isOver: () => boolean,
): Promise<PairSpread> => {
  for (const port of ports) while ((await countsOf(port)) === null && !isOver()) await pause(100);
  const kinds: Record<string, number> = {};
  const apartMs: number[] = [];
  const sendTwice = async (number: number, lines: OpenLine[]): Promise<void> => {
    const message = { externalId: `message-${number}`, threadKey: `thread-${number}` };
    const body = messageBody(message.externalId, message.threadKey, questions[number % questions.length]!);
    const copies = lines.map((line) => line.post("/messages", body));
    apartMs.push(copies.at(-1)!.leftAtMs - copies[0]!.leftAtMs);
    const answers = await Promise.all(copies.map(({ answer }) => answer));
    for (const { status, kind } of answers) kinds[`${status} ${kind}`] = (kinds[`${status} ${kind}`] ?? 0) + 1;
    if (answers.some(({ status }) => status === 202 || status === 200)) soFar.acknowledged.push(message);
  };
  const sender = async (first: number): Promise<void> => {
    const lines = await Promise.all([ports[0]!, ports.at(-1)!].map(openLine));
    for (let number = first; number < messages && !isOver(); number += atOnce) await sendTwice(number, lines);
    for (const line of lines) line.close();
  };
  await Promise.all(Array.from({ length: Math.min(atOnce, messages) }, (_, place) => sender(place)));
  const spread = spreadOf(apartMs);
  say(`answers to the copies: ${JSON.stringify(kinds)}; ${spread.withinOneMs} of ${messages} pairs left within a millisecond`);
  return spread;
};
