import type { Store } from "../../src/adapters/store/store.ts";
import type { InboundMessage, OutboundReply } from "../../src/domain/message.ts";
import { newCase } from "./new-case.ts";
import { plainReply } from "./plain-reply.ts";
import { pageOf, receiptOf } from "./receipts.ts";

/** Stands in one message of a filled store, so that it can be looked for in raw files. */
export const filledMarker = "Wolverhampton-Zebra";

const at = (seconds: number) => ({ nowAt: new Date(Date.UTC(2025, 5, 20, 10, 0, seconds)).toISOString() });

/** A message of the filled store; its id is `M-name`. */
export const filledMessage = (name: string, over: Partial<InboundMessage> = {}): InboundMessage => ({
  channel: "loopback",
  externalId: `event-${name}`,
  threadKey: `thread-${name}`,
  memberKey: `member-${name}`,
  replyTo: `box-${name}`,
  text: `Question ${name}? Zoë's «½» ${filledMarker}`,
  sentAt: at(0).nowAt,
  ...over,
});

const replyTo = (name: string): OutboundReply => ({
  id: `M-${name}.1`,
  messageId: `M-${name}`,
  channel: "loopback",
  threadKey: `thread-${name}`,
  replyTo: `box-${name}`,
  text: `Answer ${name}.`,
  content: plainReply(`Answer ${name}.`),
});

/**
 * Puts rows into every table of a store, in every state that a message can be in when a copy is made: answered, its reply sent (`sent`), on its
 * way (`sending`) or waiting (`waiting`); being answered (`leased`); not yet taken up (`fresh`). `later` can still be erased, `gone` is.
 */
export const fillStore = async (store: Store): Promise<void> => {
  const { spine, knowledge, embeddings, spend, audit, privacy, restorations, retention } = store;
  await retention.takeChore("sweep", 1000, at(0));
  const page = pageOf("boards", { One: ["First sentence of one."], Two: ["First sentence of two."] });
  await knowledge.apply({
    upserted: [page],
    removedSourceIds: [],
    unreadable: [{ sourceId: "scan", file: "scan.pdf", code: "no_text", message: "no text in it" }],
  });
  const vectors = Array.from({ length: 700 }, (_, index) => ({
    textDigest: `d${index}`,
    vector: Float32Array.of(index, -0.5, 1e-20),
  }));
  await knowledge.saveVectors("m", vectors);
  await embeddings.serve(
    { modelId: "m", dimension: 3, api: null },
    vectors.map(({ textDigest }) => textDigest),
  );
  await spend.reserve("2025-06-20", 1200, 5_000_000);
  await audit.append(
    { actor: "noticeboard", action: "case_opened", subject: { kind: "case", id: "C-1" }, codes: { queue: "general" } },
    at(1),
  );
  await restorations.mark({ restoredAt: at(1).nowAt, copiedAt: at(0).nowAt });
  for (const name of ["gone", "sent", "sending", "waiting", "leased", "later", "fresh"]) {
    const ids = { id: `M-${name}`, jobId: `J-${name}`, traceId: `t-${name}` };
    await spine.accept(filledMessage(name), ids, at(2));
  }
  const receipt = receiptOf("A-0000000001", [[[page, "First sentence of one."]]]);
  const finish = async (name: string, opens = false): Promise<void> => {
    const job = await spine.claimJob(`w-${name}`, 30_000, at(3));
    if (job?.jobId !== `J-${name}`) throw new Error(`claimed ${job?.jobId} for ${name}`);
    const effects = opens ? { opened: newCase(), receipt } : { opened: null, receipt: null };
    await spine.finishJob(
      { jobId: job.jobId, worker: `w-${name}` },
      { effects, answer: "Answered.", replies: [replyTo(name)] },
      at(4),
    );
  };
  await finish("gone");
  await finish("sent", true);
  const given = {
    messageId: "M-sent",
    memberKey: "member-sent",
    kind: "not_right",
    problem: "wrong",
    words: "Zoë's «½»",
  } as const;
  await store.silences.hush("loopback", "thread-sent", "told_to", at(4));
  await store.feedback.add({ ...given, id: "F-1", answerId: null, caseId: null }, at(4));
  await finish("sending");
  await finish("waiting");
  await spine.claimJob("w-leased", 30_000, at(4));
  for (let claims = 0; claims < 3; claims += 1) {
    const reply = await spine.claimReply("loopback", "s", 30_000, at(5));
    if (reply !== null && reply.id !== "M-sending.1")
      await spine.replySent({ replyId: reply.id, worker: "s" }, `post-${claims}`, at(6));
  }
  await privacy.erase("member-gone", at(7));
};
