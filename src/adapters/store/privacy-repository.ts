import type { ExportedRow, MemberRecord, PrivacyStore, RowCounts } from "../../ports/privacy-store.ts";
import { eraseMember } from "./erase-member.ts";
import { inBatches } from "./in-batches.ts";
import { findOwnRows } from "./own-rows.ts";
import { receiptRepository } from "./receipt-repository.ts";
import { inOneReading, type Tables } from "./tables.ts";

/** Tables that hold what concerns a person, with the column that tells how old a row is. */
const personal = [
  ["members", "first_seen_at"],
  ["inbox", "arrived_at"],
  ["seen_messages", "arrived_at"],
  ["jobs", "due_at"],
  ["outbox", "due_at"],
  ["cases", "opened_at"],
  ["case_events", "happened_at"],
  ["answers", "answered_at"],
  ["answer_owners", null],
  ["claims", null],
  ["quotations", null],
  ["answer_passages", null],
  ["cited_passages", null],
  ["silences", "since_at"],
  ["feedback", "given_at"],
  ["audit", "happened_at"],
  ["erasures", "erased_at"],
] as const;

/** Columns that hold JSON, by name; all others are shown as they are. */
const jsonColumns = new Set(["content", "detail", "passage_ids", "decision"]);

const shown = (row: object): ExportedRow =>
  Object.fromEntries(
    Object.entries(row).map(([column, value]) =>
      jsonColumns.has(column) && typeof value === "string" && value !== "" ? [column, JSON.parse(value)] : [column, value],
    ),
  );

const recordOf = async (inside: Tables, memberKey: string): Promise<MemberRecord> => {
  const own = await findOwnRows(inside, memberKey);
  const member = await inside.selectFrom("members").selectAll().where("key", "=", memberKey).executeTakeFirst();
  const messages: MemberRecord["messages"] = [];
  const inbox = await inside.selectFrom("inbox").selectAll().where("member_key", "=", memberKey).orderBy("position").execute();
  for (const row of inbox) {
    const replies = await inside.selectFrom("outbox").selectAll().where("message_id", "=", row.id).orderBy("position").execute();
    messages.push({ ...shown(row), replies: replies.map(shown) });
  }
  const cases: MemberRecord["cases"] = [];
  await inBatches(own.cases, async (slice) => {
    for (const row of await inside.selectFrom("cases").selectAll().where("id", "in", slice).orderBy("opened_at").execute()) {
      const events = await inside
        .selectFrom("case_events")
        .selectAll()
        .where("case_id", "=", row.id)
        .orderBy("version")
        .execute();
      cases.push({ ...shown(row), events: events.map(shown) });
    }
  });
  const answers: MemberRecord["answers"] = [];
  for (const id of own.answers) {
    const stored = await receiptRepository(inside).read(id);
    if (stored !== null) answers.push(stored.receipt);
  }
  const feedback = await inside
    .selectFrom("feedback")
    .selectAll()
    .where("member_key", "=", memberKey)
    .orderBy("given_at")
    .orderBy("id")
    .execute();
  const firstSeenAt = member?.first_seen_at ?? inbox[0]?.arrived_at ?? null;
  return { memberKey, firstSeenAt, messages, cases, answers, feedback: feedback.map(shown) };
};

const heldBy = async (inside: Tables, memberKey: string): Promise<RowCounts> => {
  const { messages, cases, answers, feedback } = await recordOf(inside, memberKey);
  const member = await inside.selectFrom("members").select("key").where("key", "=", memberKey).executeTakeFirst();
  const sum = (numbers: number[]): number => numbers.reduce((total, number) => total + number, 0);
  const counts: RowCounts = {
    members: member === undefined ? 0 : 1,
    inbox: messages.length,
    outbox: sum(messages.map(({ replies }) => replies.length)),
    cases: cases.length,
    case_events: sum(cases.map(({ events }) => events.length)),
    answers: answers.length,
    claims: sum(answers.map(({ claims }) => claims.length)),
    feedback: feedback.length,
  };
  return Object.fromEntries(Object.entries(counts).filter(([, count]) => count > 0));
};

/** What is held about one person, over a migrated database. */
export const privacyRepository = (tables: Tables): PrivacyStore => ({
  held: (memberKey) => inOneReading(tables, (inside) => heldBy(inside, memberKey)),
  read: (memberKey) => inOneReading(tables, (inside) => recordOf(inside, memberKey)),
  erase: (memberKey, at) => eraseMember(tables, memberKey, at),
  overview: () =>
    inOneReading(tables, async (inside) => {
      const all: Awaited<ReturnType<PrivacyStore["overview"]>> = [];
      for (const [table, age] of personal) {
        const row = await inside
          .selectFrom(table)
          .select(({ fn }) => fn.countAll().as("count"))
          .$if(age !== null, (query) => query.select(({ fn }) => fn.min(inside.dynamic.ref<never>(age!)).as("oldest")))
          .executeTakeFirstOrThrow();
        const { count, oldest } = row as { count: number; oldest?: string | null };
        all.push({ table, rows: Number(count), oldestAt: oldest ?? null });
      }
      return all;
    }),
});
