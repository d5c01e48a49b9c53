import { createRepeatEraser, erasedMark } from "../../domain/repeated-words.ts";
import { inBatches } from "./in-batches.ts";
import type { OwnRows } from "./own-rows.ts";
import { removeAnswers } from "./remove-answers.ts";
import type { Tables } from "./tables.ts";

type Erase = (text: string) => string;
type Thread = OwnRows["threads"][number];

/** The texts in a value, whatever its shape. */
const inTexts = (value: unknown, erase: Erase): unknown => {
  if (typeof value === "string") return erase(value);
  if (Array.isArray(value)) return value.map((item) => inTexts(item, erase));
  if (value === null || typeof value !== "object") return value;
  return Object.fromEntries(Object.entries(value).map(([key, member]) => [key, inTexts(member, erase)]));
};

const inJson = (json: string | null, erase: Erase): string | null =>
  json === null || json === "" ? json : JSON.stringify(inTexts(JSON.parse(json), erase));

/** What was quoted of a text that itself repeated the words: a quotation may be shorter than what is looked for. */
const withoutQuotations = (text: string): string => text.replace(/“[^”]*”|"[^"]*"/gu, erasedMark);

/** The columns that `cleaned` has otherwise than `row`; null when there is none. */
const changes = <Row extends object>(row: Row, cleaned: Partial<Row>): Partial<Row> | null => {
  const changed = Object.entries(cleaned).filter(([column, value]) => value !== row[column as keyof Row]);
  return changed.length === 0 ? null : (Object.fromEntries(changed) as Partial<Row>);
};

/**
 * Whoever answers in this conversation may have read the words already: their work is taken from them, and done again without. What waits is
 * written to as well, so that on PostgreSQL nobody can claim it, and read what is still to be read, before the erasure is committed.
 */
const startJobsAgain = async (inside: Tables, { channel, threadKey }: Thread, nowAt: string): Promise<void> => {
  await inside
    .updateTable("jobs")
    .set({ state: "ready", leased_by: null, leased_until_at: null, due_at: nowAt })
    .where("state", "in", ["ready", "leased"])
    .where("position", "in", (query) =>
      query.selectFrom("inbox").select("position").where("channel", "=", channel).where("thread_key", "=", threadKey),
    )
    .execute();
};

const cleanMessages = async (inside: Tables, { channel, threadKey }: Thread, erase: Erase): Promise<number> => {
  const rows = await inside
    .selectFrom("inbox")
    .select(["id", "text", "answer", "decision"])
    .where("channel", "=", channel)
    .where("thread_key", "=", threadKey)
    .execute();
  let cleaned = 0;
  for (const row of rows) {
    const { id, text, answer, decision } = row;
    const isRepeating = erase(text) !== text;
    const set = changes(row, {
      text: erase(text),
      answer: answer === null ? null : erase(answer),
      // It quotes the text in short pieces.
      decision: isRepeating ? null : inJson(decision, erase),
    });
    if (set === null) continue;
    await inside.updateTable("inbox").set(set).where("id", "=", id).execute();
    cleaned += 1;
  }
  return cleaned;
};

const cleanReplies = async (inside: Tables, { channel, threadKey }: Thread, erase: Erase): Promise<number> => {
  const rows = await inside
    .selectFrom("outbox")
    .select(["id", "text", "content"])
    .where("channel", "=", channel)
    .where("thread_key", "=", threadKey)
    .execute();
  let cleaned = 0;
  for (const row of rows) {
    const set = changes(row, { text: erase(row.text), content: inJson(row.content, erase) ?? "" });
    if (set === null) continue;
    await inside.updateTable("outbox").set(set).where("id", "=", row.id).execute();
    cleaned += 1;
  }
  return cleaned;
};

/**
 * A case's history cannot be changed, so that nobody rewrites it: a case that repeats the words is taken out whole, and put back without
 * them under its number.
 */
const cleanCases = async (inside: Tables, { channel, threadKey }: Thread, erase: Erase) => {
  const rows = await inside
    .selectFrom("cases")
    .selectAll()
    .where("channel", "=", channel)
    .where("thread_key", "=", threadKey)
    .execute();
  const cleaned = { cases: 0, case_events: 0 };
  for (const row of rows) {
    const { question, scenario, why, due_words: dueWords } = row;
    const isRepeating = erase(question) !== question || (scenario !== null && erase(scenario) !== scenario);
    const eraseWhy: Erase = isRepeating ? (text) => withoutQuotations(erase(text)) : erase;
    const set = changes(row, {
      question: erase(question),
      scenario: scenario === null ? null : erase(scenario),
      why: eraseWhy(why),
      due_words: dueWords === null || isRepeating ? null : erase(dueWords),
    });
    const kept = await inside.selectFrom("case_events").selectAll().where("case_id", "=", row.id).orderBy("version").execute();
    const events = kept.map(({ id: _own, ...event }) => ({
      ...event,
      detail: inJson(event.detail, event.kind === "opened" ? eraseWhy : erase) ?? event.detail,
    }));
    const changedEvents = events.filter(({ detail }, place) => detail !== kept[place]!.detail).length;
    if (set === null && changedEvents === 0) continue;
    await inside.deleteFrom("cases").where("id", "=", row.id).execute();
    await inside
      .insertInto("cases")
      .values({ ...row, ...set })
      .execute();
    await inBatches(events, (slice) => inside.insertInto("case_events").values(slice).execute());
    cleaned.cases += set === null ? 0 : 1;
    cleaned.case_events += changedEvents;
  }
  return cleaned;
};

const cleanFeedback = async (inside: Tables, { channel, threadKey }: Thread, erase: Erase): Promise<number> => {
  const rows = await inside
    .selectFrom("feedback")
    .innerJoin("inbox", "inbox.id", "feedback.message_id")
    .select(["feedback.id", "feedback.words"])
    .where("inbox.channel", "=", channel)
    .where("inbox.thread_key", "=", threadKey)
    .execute();
  let cleaned = 0;
  for (const { id, words } of rows) {
    if (words === null || erase(words) === words) continue;
    await inside
      .updateTable("feedback")
      .set({ words: erase(words) })
      .where("id", "=", id)
      .execute();
    cleaned += 1;
  }
  return cleaned;
};

/** Receipts are proofs, and a changed one would look forged: one that repeats the words goes whole. */
const repeatingAnswers = async (inside: Tables, { channel, threadKey }: Thread, erase: Erase): Promise<string[]> => {
  const rows = await inside
    .selectFrom("answers")
    .innerJoin("answer_owners", "answer_owners.answer_id", "answers.id")
    .innerJoin("inbox", "inbox.id", "answer_owners.message_id")
    .select(["answers.id", "answers.questions", "answers.text"])
    .where("inbox.channel", "=", channel)
    .where("inbox.thread_key", "=", threadKey)
    .execute();
  return rows.filter(({ questions, text }) => erase(text) !== text || inJson(questions, erase) !== questions).map(({ id }) => id);
};

/**
 * Takes an erased person's words out of what others wrote, were told and were opened for in the same conversations. Gives the rows changed,
 * by table. Call it when the person's own rows are gone.
 */
export const cleanThreads = async (inside: Tables, own: OwnRows, nowAt: string): Promise<Record<string, number>> => {
  const erase = createRepeatEraser(own.words);
  const cleaned = { inbox: 0, outbox: 0, cases: 0, case_events: 0, answers: 0, feedback: 0 };
  for (const thread of own.threads) {
    // Waits for whoever is just writing an answer here, so that what they wrote is seen below.
    await startJobsAgain(inside, thread, nowAt);
    const answers = await repeatingAnswers(inside, thread, erase);
    cleaned.answers += (await removeAnswers(inside, answers)).answers ?? 0;
    cleaned.inbox += await cleanMessages(inside, thread, erase);
    cleaned.outbox += await cleanReplies(inside, thread, erase);
    cleaned.feedback += await cleanFeedback(inside, thread, erase);
    const { cases, case_events: events } = await cleanCases(inside, thread, erase);
    cleaned.cases += cases;
    cleaned.case_events += events;
  }
  return cleaned;
};
