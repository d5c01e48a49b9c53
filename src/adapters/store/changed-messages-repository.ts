import type { ChannelName } from "../../domain/message.ts";
import { retractionOf } from "../../domain/retraction.ts";
import { sameWords } from "../../domain/same-words.ts";
import type { SpineStore } from "../../ports/spine-store.ts";
import { contentOf, rowsOfReplies } from "./outbox-repository.ts";
import { removeAnswers } from "./remove-answers.ts";
import { markSeen, storeMessage } from "./store-message.ts";
import { inTransaction, locksRows, type Tables } from "./tables.ts";

const free = { leased_by: null, leased_until_at: null };
const withdrawn = "withdrawn";

/** A message that is kept under a vendor's id, and all later forms of it, oldest first, with their jobs locked where rows can be. */
const formsOf = async (inside: Tables, channel: ChannelName, externalId: string) => {
  const first = await inside
    .selectFrom("seen_messages")
    .innerJoin("inbox", "inbox.id", "seen_messages.message_id")
    .select(["inbox.id", "inbox.form_of"])
    .where("seen_messages.channel", "=", channel)
    .where("seen_messages.external_id", "=", externalId)
    .executeTakeFirst();
  if (first === undefined) return [];
  const firstId = first.form_of ?? first.id;
  const ofFamily = () =>
    inside
      .selectFrom("jobs")
      .innerJoin("inbox", "inbox.position", "jobs.position")
      .where((where) => where.or([where("inbox.id", "=", firstId), where("inbox.form_of", "=", firstId)]));
  // Locked before they are read: whoever ends one of these jobs at this moment is waited for, or finds it gone.
  if (locksRows(inside)) await ofFamily().select("jobs.id").orderBy("jobs.id").forUpdate("jobs").execute();
  const forms = await ofFamily()
    .select(["jobs.id as job_id", "jobs.state", "jobs.code", "jobs.position"])
    .select(["inbox.id", "inbox.text", "inbox.sent_at", "inbox.thread_key", "inbox.member_key"])
    .orderBy("inbox.position")
    .execute();
  return forms.map((form) => ({ ...form, firstId, isOpen: form.state === "ready" || form.state === "leased" }));
};

type Form = Awaited<ReturnType<typeof formsOf>>[number];

/** Whether a rep has the words: in a case of their own, or as news of one. */
const isWithRep = async (inside: Tables, messageId: string): Promise<boolean> => {
  const own = await inside.selectFrom("cases").select("id").where("message_id", "=", messageId).limit(1).executeTakeFirst();
  if (own !== undefined) return true;
  const told = await inside
    .selectFrom("case_events")
    .innerJoin("cases", "cases.id", "case_events.case_id")
    .innerJoin("inbox", (join) =>
      join.onRef("inbox.channel", "=", "cases.channel").onRef("inbox.member_key", "=", "cases.member_key"),
    )
    .select("case_events.detail")
    .where("inbox.id", "=", messageId)
    .where("case_events.kind", "=", "member_wrote")
    .execute();
  return told.some(({ detail }) => (JSON.parse(detail) as { messageId?: string }).messageId === messageId);
};

/** Takes the replies to a message back: those that wait are dropped, those that are or may be out are to be removed where they stand. */
const takeRepliesBack = async (inside: Tables, messageId: string, nowAt: string): Promise<void> => {
  const rows = await inside
    .selectFrom("outbox")
    .selectAll()
    .where("message_id", "=", messageId)
    .orderBy("position")
    .$if(locksRows(inside), (query) => query.forUpdate())
    .execute();
  for (const row of rows) {
    const reply = inside.updateTable("outbox").where("id", "=", row.id);
    if (row.state === "ready") {
      await inside.deleteFrom("outbox").where("id", "=", row.id).execute();
      continue;
    }
    const retraction = retractionOf({
      id: row.id,
      messageId,
      channel: row.channel as ChannelName,
      threadKey: row.thread_key,
      replyTo: row.reply_to,
      content: contentOf(row),
      externalRef: row.external_ref,
    });
    if (row.state === "unknown") await reply.set({ state: "dead", code: withdrawn }).execute();
    // Whoever is sending it goes on, and the retraction waits behind; its words go with that (`replySent`).
    if (row.state !== "sending") await reply.set({ text: "", content: "" }).execute();
    if (row.state !== "dead")
      await inside
        .insertInto("outbox")
        .values(rowsOfReplies([retraction], { nowAt }))
        .execute();
  }
};

const withdrawForm = async (inside: Tables, form: Form, nowAt: string): Promise<boolean> => {
  if (!form.isOpen) {
    if (await isWithRep(inside, form.id)) return false;
    const answers = await inside.selectFrom("answer_owners").select("answer_id").where("message_id", "=", form.id).execute();
    await removeAnswers(
      inside,
      answers.map(({ answer_id: id }) => id),
    );
    await takeRepliesBack(inside, form.id, nowAt);
  }
  await inside
    .updateTable("jobs")
    .set({ state: "done", code: withdrawn, ...free })
    .where("id", "=", form.job_id)
    .execute();
  await inside.updateTable("inbox").set({ text: "", answer: null, decision: null }).where("id", "=", form.id).execute();
  return true;
};

/** What becomes of messages whose writers think again. */
export const changedMessagesRepository = (tables: Tables): Pick<SpineStore, "amend" | "withdraw"> => ({
  amend: (of, message, ids, { nowAt }) =>
    inTransaction(tables, async (inside) => {
      const { channel, memberKey, text, sentAt, replyTo } = message;
      const newest = (await formsOf(inside, channel, of)).at(-1);
      if (newest === undefined || newest.member_key !== memberKey) return "unknown";
      if (newest.code === withdrawn || newest.sent_at > sentAt || sameWords(newest.text, text)) return "unchanged";
      if (!(await markSeen(inside, message, newest.isOpen ? newest.id : ids.id, nowAt))) return "repeat";
      if (!newest.isOpen) {
        await storeMessage(inside, { ...message, threadKey: newest.thread_key }, ids, newest.firstId, nowAt);
        return "accepted";
      }
      await inside.updateTable("inbox").set({ text, sent_at: sentAt, reply_to: replyTo }).where("id", "=", newest.id).execute();
      // Whoever answers the old words loses the job, and writes nothing; the try did not fail.
      await inside
        .updateTable("jobs")
        .set(({ eb }) => ({ state: "ready", attempt: eb("attempt", "-", 1), due_at: nowAt, ...free }))
        .where("id", "=", newest.job_id)
        .where("state", "=", "leased")
        .execute();
      return "amended";
    }),
  withdraw: (channel, externalId, { nowAt }) =>
    inTransaction(tables, async (inside) => {
      const forms = (await formsOf(inside, channel, externalId)).filter(({ code }) => code !== withdrawn);
      if (forms.length === 0) return "unknown";
      let isKept = false;
      for (const form of forms) isKept = !(await withdrawForm(inside, form, nowAt)) || isKept;
      return isKept ? "kept_for_case" : "withdrawn";
    }),
});
