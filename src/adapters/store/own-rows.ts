import { inBatches } from "./in-batches.ts";
import type { Tables } from "./tables.ts";

/**
 * Ids of everything that belongs to one person, and the conversations that they took part in. `words` are texts that they wrote. `feedback`: what
 * they said of replies.
 */
export type OwnRows = {
  messages: { id: string; traceId: string }[];
  jobs: string[];
  replies: string[];
  cases: string[];
  answers: string[];
  feedback: string[];
  threads: { channel: string; threadKey: string }[];
  words: string[];
};

const distinct = <T>(items: readonly T[], keyOf: (item: T) => string): T[] => [
  ...new Map(items.map((item) => [keyOf(item), item])).values(),
];

/** Reads in slices, since a statement takes a limited number of values. */
const gathered = async <T>(values: readonly string[], read: (slice: string[]) => Promise<T[]>): Promise<T[]> => {
  const rows: T[] = [];
  await inBatches(values, async (slice) => rows.push(...(await read(slice))));
  return rows;
};

/**
 * Finds what belongs to a person. Cases and answers of before they were given an owner are known by the words that they repeat: the whole
 * question, or the whole reply.
 */
export const findOwnRows = async (tables: Tables, memberKey: string): Promise<OwnRows> => {
  const inbox = await tables
    .selectFrom("inbox")
    .select(["id", "position", "trace_id", "channel", "thread_key", "text", "answer"])
    .where("member_key", "=", memberKey)
    .execute();
  const ids = inbox.map(({ id }) => id);
  const texts = inbox.flatMap(({ text }) => (text === "" ? [] : [text]));
  const read = inbox.flatMap(({ answer }) => answer ?? []);
  const feedback = await tables
    .selectFrom("feedback")
    .innerJoin("inbox", "inbox.id", "feedback.message_id")
    .select(["feedback.id", "feedback.case_id", "feedback.words", "inbox.channel", "inbox.thread_key"])
    .where("feedback.member_key", "=", memberKey)
    .execute();
  const caseColumns = ["id", "channel", "thread_key", "question", "scenario"] as const;
  const cases = [
    ...(await tables.selectFrom("cases").select(caseColumns).where("member_key", "=", memberKey).execute()),
    ...(await gathered(ids, (slice) =>
      tables
        .selectFrom("cases")
        .select(caseColumns)
        .where("message_id", "in", slice)
        // Somebody else may have asked for a rep under the reply to this person's message.
        .where((where) => where.or([where("member_key", "is", null), where("member_key", "=", memberKey)]))
        .execute(),
    )),
    ...(await gathered(
      feedback.flatMap(({ case_id: id }) => id ?? []),
      (slice) => tables.selectFrom("cases").select(caseColumns).where("id", "in", slice).execute(),
    )),
    ...(await gathered(texts, (slice) =>
      tables.selectFrom("cases").select(caseColumns).where("message_id", "is", null).where("question", "in", slice).execute(),
    )),
  ];
  const answers = [
    ...(await tables.selectFrom("answer_owners").select("answer_id").where("member_key", "=", memberKey).execute()),
    ...(await gathered(read, (slice) =>
      tables
        .selectFrom("answers")
        .leftJoin("answer_owners", "answer_owners.answer_id", "answers.id")
        .select("answers.id as answer_id")
        .where("answer_owners.answer_id", "is", null)
        .where("answers.text", "in", slice)
        .execute(),
    )),
  ];
  const replies = await gathered(ids, (slice) =>
    tables.selectFrom("outbox").select("id").where("message_id", "in", slice).execute(),
  );
  const jobs = await tables
    .selectFrom("jobs")
    .innerJoin("inbox", "inbox.position", "jobs.position")
    .select("jobs.id")
    .where("inbox.member_key", "=", memberKey)
    .execute();
  const threads = [...inbox, ...cases, ...feedback].flatMap(({ channel, thread_key: threadKey }) =>
    channel === null || threadKey === null ? [] : [{ channel, threadKey }],
  );
  const said = feedback.flatMap(({ words }) => words ?? []);
  // What was opened from feedback repeats the question of whoever asked, which may be somebody else.
  const fromFeedback = new Set(feedback.map(({ case_id: id }) => id));
  const caseWords = cases.flatMap(({ id, question, scenario }) =>
    fromFeedback.has(id) ? [] : [question, ...(scenario ? [scenario] : [])],
  );
  return {
    messages: inbox.map(({ id, trace_id: traceId }) => ({ id, traceId })),
    jobs: jobs.map(({ id }) => id),
    replies: replies.map(({ id }) => id),
    cases: [...new Set(cases.map(({ id }) => id))],
    answers: [...new Set(answers.map(({ answer_id: id }) => id))],
    feedback: feedback.map(({ id }) => id),
    threads: distinct(threads, ({ channel, threadKey }) => JSON.stringify([channel, threadKey])),
    words: [...new Set([...texts, ...said, ...caseWords])],
  };
};
