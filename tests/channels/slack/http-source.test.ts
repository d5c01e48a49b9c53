import { createHmac } from "node:crypto";
import { existsSync, readFileSync } from "node:fs";
import { afterEach, describe, expect, test, vi } from "vitest";
import { httpSource } from "../../../src/channels/slack/http-source.ts";
import type { Envelope } from "../../../src/channels/slack/storing-receiver.ts";

type Vector = { secret: string; timestamp: string; body: string; signature: string };

const file = new URL("../../../../shared/data/slack/signature_vectors.json", import.meta.url);
const hasFile = existsSync(file);
if (!hasFile) console.warn("SKIPPED: Slack's published signature vector, for ../shared is not there");

/** Slack's published request where it is there. */
const published = (): Vector[] =>
  !hasFile
    ? []
    : (JSON.parse(readFileSync(file, "utf8")) as Record<string, string>[]).map((row) => ({
        secret: row.signing_secret!,
        timestamp: row.timestamp!,
        body: row.raw_body!,
        signature: row.expected_signature!,
      }));

/** A request of our own making, signed as Slack describes it. */
const own = (): Vector => {
  const secret = "a-secret-that-only-slack-and-we-know";
  const timestamp = "1750413600";
  const body = "token=t&team_id=T1&channel_id=C1&user_id=U1&command=%2Fask&text=How+many+posts+go%3F";
  const signature = `v0=${createHmac("sha256", secret).update(`v0:${timestamp}:${body}`).digest("hex")}`;
  return { secret, timestamp, body, signature };
};

let close: () => Promise<void> = async () => undefined;
afterEach(async () => {
  vi.useRealTimers();
  await close();
});

/** Sends a vector at a time of day that lies `offMs` from its own; gives the status, and what came through to Bolt. */
const send = async (vector: Vector, offMs: number, changed: Partial<Vector> = {}) => {
  const through: Envelope[] = [];
  // Bolt reads the time of day by itself.
  vi.useFakeTimers({ toFake: ["Date"], now: Number(vector.timestamp) * 1000 + offMs });
  const source = httpSource({
    signingSecret: vector.secret,
    port: 0,
    host: "127.0.0.1",
    nowMs: Date.now,
    log: () => undefined,
  });
  close = source.close;
  await source.open(async (envelope) => {
    through.push(envelope);
    await envelope.ack();
  });
  const { timestamp, signature, body } = { ...vector, ...changed };
  const response = await fetch(`http://127.0.0.1:${source.port()}/slack/events`, {
    method: "POST",
    headers: {
      "content-type": "application/x-www-form-urlencoded",
      "x-slack-request-timestamp": timestamp,
      "x-slack-signature": signature,
    },
    body,
  });
  return { status: response.status, through: through.length };
};

const otherByte = (text: string, at: number): string =>
  `${text.slice(0, at)}${text[at] === "1" ? "2" : "1"}${text.slice(at + 1)}`;

describe.each([
  ["our own vector", [own()]],
  ["Slack's published vector", published()],
])("%s", (_, vectors) => {
  describe.each(vectors)("signed at $timestamp", (vector) => {
    const refused = { status: 401, through: 0 };

    test("passes at its own time, and four minutes off", async () => {
      expect(await send(vector, 0)).toEqual({ status: 200, through: 1 });
      await close();
      expect(await send(vector, 240_000)).toEqual({ status: 200, through: 1 });
    });

    test("fails six minutes off, either way", async () => {
      expect(await send(vector, 360_000)).toEqual(refused);
      await close();
      expect(await send(vector, -360_000)).toEqual(refused);
    });

    test("fails with one byte changed: of the body, the signature or the time", async () => {
      const changes = [
        { body: otherByte(vector.body, 9) },
        { signature: otherByte(vector.signature, 20) },
        { timestamp: otherByte(vector.timestamp, vector.timestamp.length - 1) },
        { signature: "" },
        { signature: "v0=" },
      ];
      for (const changed of changes) {
        expect(await send(vector, 0, changed)).toEqual(refused);
        await close();
      }
    });

    test("fails without any time, or with one that is none", async () => {
      for (const timestamp of ["", "soon", "NaN"]) {
        expect(await send(vector, 0, { timestamp })).toMatchObject({ through: 0 });
        await close();
      }
    });
  });
});
