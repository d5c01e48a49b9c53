import { describe, expect, test } from "vitest";
import type { InboundMessage } from "../../src/domain/message.ts";
import { acceptMessage, NotStored } from "../../src/flows/accept-message.ts";
import type { SpineEvent } from "../../src/flows/spine-event.ts";
import { memorySpineStore } from "../support/memory-spine-store.ts";

const nowAt = "2025-06-20T12:00:00.000Z";

const inbound = (over: Partial<InboundMessage> = {}): InboundMessage => ({
  channel: "loopback",
  externalId: "e-1",
  threadKey: "t-1",
  memberKey: "m-1",
  replyTo: "there",
  text: "What is MARS?",
  sentAt: "2025-06-20T11:59:00.000Z",
  ...over,
});

const setUp = (over: Partial<Parameters<typeof acceptMessage>[0]> = {}) => {
  const { store, tables } = memorySpineStore();
  const happened: string[] = [];
  const events: SpineEvent[] = [];
  let ids = 0;
  const watched: typeof store.accept = async (...given) => {
    happened.push("stored");
    return store.accept(...given);
  };
  const deps = {
    store: { accept: watched },
    newId: () => `id-${++ids}`,
    now: () => new Date(nowAt),
    wake: () => void happened.push("woken"),
    pass: (point: string) => void happened.push(point),
    record: (event: SpineEvent) => void events.push(event),
    ...over,
  };
  const accept = (message: InboundMessage) => acceptMessage(deps, message);
  return { accept, tables, happened, events };
};

describe("a message", () => {
  test("is on disk before anything else happens", async () => {
    const { accept, tables, happened, events } = setUp();
    expect(await accept(inbound())).toEqual({ kind: "accepted", messageId: "id-1" });
    expect(happened).toEqual(["stored", "after_store", "woken"]);
    expect(tables.jobs).toMatchObject([
      { id: "id-2", state: "ready", message: { id: "id-1", traceId: "id-3", arrivedAt: nowAt, text: "What is MARS?" } },
    ]);
    expect(JSON.stringify(events)).not.toContain("MARS");
  });

  test("is not acknowledged when it could not be stored", async () => {
    const cause = new Error("disk full");
    const { accept, happened, events } = setUp({ store: { accept: () => Promise.reject(cause) } });
    const fault = await accept(inbound()).catch((thrown: unknown) => thrown);
    expect(fault).toBeInstanceOf(NotStored);
    expect(fault).toMatchObject({ code: "not_stored", cause });
    expect(happened).toEqual([]);
    expect(events).toMatchObject([{ code: "not_stored", cause }]);
  });

  test("is known again by the channel's own id, and wakes nobody then", async () => {
    const { accept, tables, happened } = setUp();
    await accept(inbound());
    expect(await accept(inbound({ text: "the same id with other words" }))).toEqual({ kind: "repeat" });
    expect(await accept(inbound({ channel: "console" }))).toMatchObject({ kind: "accepted" });
    expect(tables.jobs.map(({ message }) => message.channel)).toEqual(["loopback", "console"]);
    expect(happened.filter((step) => step === "woken")).toHaveLength(2);
  });

  test("is stored without hidden characters, whole, and with a day that has come", async () => {
    const { accept, tables } = setUp();
    const text = `${"a".repeat(9000)}\u202E\u0000\r\nend`;
    await accept(inbound({ text, sentAt: "2031-01-01T00:00:00+02:00" }));
    expect(tables.jobs[0]!.message).toMatchObject({ text: `${"a".repeat(9000)}\nend`, sentAt: nowAt });
    await accept(inbound({ externalId: "e-2", sentAt: "2025-06-20T12:30:00+01:00" }));
    expect(tables.jobs[1]!.message.sentAt).toBe("2025-06-20T11:30:00.000Z");
  });

  test.each<[string, Partial<InboundMessage>]>([
    ["externalId", { externalId: "" }],
    ["externalId", { externalId: "with\u0000zero" }],
    ["threadKey", { threadKey: "x".repeat(1001) }],
    ["sentAt", { sentAt: "yesterday" }],
    ["text", { text: "x".repeat(200_001) }],
    ["channel", { channel: "fax" as never }],
  ])("is refused for what no repetition would mend: %s", async (field, over) => {
    const { accept, tables } = setUp();
    expect(await accept(inbound(over))).toEqual({ kind: "refused", field });
    expect(tables.jobs).toEqual([]);
  });
});
