import { Agent, request } from "node:http";

/** What was measured of one stretch of sending; times in milliseconds from the moment at which a message was due to be sent. */
export type SentAtRate = {
  rate: number;
  sent: number;
  accepted: number;
  acceptedPerSecond: number;
  ackP50Ms: number;
  ackP99Ms: number;
  ackMaxMs: number;
};

/** A new message of a member of their own; `text` is what they ask. */
export type SendTo = { port: number; name: string; textOf: (index: number) => string };

const percentile = (sorted: number[], share: number): number =>
  sorted[Math.min(sorted.length - 1, Math.ceil(sorted.length * share) - 1)] ?? Number.NaN;

const post = (connections: Agent, port: number, body: string): Promise<number> =>
  new Promise((resolve) => {
    const sending = request(
      {
        agent: connections,
        port,
        host: "127.0.0.1",
        method: "POST",
        path: "/messages",
        headers: { "content-type": "application/json", "content-length": Buffer.byteLength(body) },
      },
      (response) => {
        response.resume();
        response.on("end", () => resolve(response.statusCode ?? 0));
      },
    );
    sending.on("error", () => resolve(0));
    sending.end(body);
  });

/**
 * Sends `rate` messages a second for `seconds`, each when it is due whether or not earlier ones were acknowledged, as members do; a service
 * that falls behind is not spared. Resolves when the last has been answered.
 */
export const sendAtRate = async ({ port, name, textOf }: SendTo, rate: number, seconds: number): Promise<SentAtRate> => {
  const connections = new Agent({ keepAlive: true, maxSockets: 256 });
  const total = Math.round(rate * seconds);
  const times: number[] = [];
  let accepted = 0;
  const startedAtMs = performance.now();
  const send = async (index: number): Promise<void> => {
    const dueAtMs = startedAtMs + (index * 1000) / rate;
    const id = `${name}-${index}`;
    const message = { externalId: id, threadKey: id, member: id, replyTo: id, text: textOf(index) };
    if ((await post(connections, port, JSON.stringify(message))) === 202) accepted += 1;
    times.push(performance.now() - dueAtMs);
  };
  const sending: Promise<void>[] = [];
  while (sending.length < total) {
    const due = Math.min(total, Math.floor(((performance.now() - startedAtMs) * rate) / 1000) + 1);
    while (sending.length < due) sending.push(send(sending.length));
    await new Promise((resolve) => setTimeout(resolve, 2));
  }
  await Promise.all(sending);
  const tookMs = performance.now() - startedAtMs;
  connections.destroy();
  const sorted = times.sort((a, b) => a - b);
  return {
    rate,
    sent: total,
    accepted,
    acceptedPerSecond: (accepted * 1000) / tookMs,
    ackP50Ms: percentile(sorted, 0.5),
    ackP99Ms: percentile(sorted, 0.99),
    ackMaxMs: sorted.at(-1) ?? Number.NaN,
  };
};
