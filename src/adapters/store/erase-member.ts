import { createHash } from "node:crypto";
import type { Erased } from "../../ports/privacy-store.ts";
import type { At } from "../../ports/spine-store.ts";
import { auditRepository } from "./audit-repository.ts";
import { cleanThreads } from "./clean-threads.ts";
import { inBatches } from "./in-batches.ts";
import { findOwnRows, type OwnRows } from "./own-rows.ts";
import { removeAnswers } from "./remove-answers.ts";
import { removeEmptySilences } from "./remove-empty-silences.ts";
import { seenDigest } from "./seen-digest.ts";
import { inTransaction, locksRows, type Tables } from "./tables.ts";

/** Hex SHA-256 of a member's key, which says nothing without the key: by it a store that is brought back from a copy knows whom it must erase again. */
export const memberDigest = (memberKey: string): string => createHash("sha256").update(memberKey).digest("hex");

/**
 * Locks everything of the person, in the order in which the spine and the cases lock: whoever is just writing to one of these rows is waited
 * for, and what they wrote is found below; whoever comes later finds nothing.
 */
const lockOwnRows = async (inside: Tables, own: OwnRows): Promise<void> => {
  if (!locksRows(inside)) return;
  const ofTable = (table: "jobs" | "cases" | "outbox" | "inbox", ids: readonly string[]) =>
    inBatches([...ids].sort(), (slice) =>
      inside.selectFrom(table).select("id").where("id", "in", slice).orderBy("id").forUpdate().execute(),
    );
  await ofTable("jobs", own.jobs);
  await ofTable("cases", own.cases);
  await ofTable("outbox", own.replies);
  await ofTable(
    "inbox",
    own.messages.map(({ id }) => id),
  );
};

type OwnTable = "jobs" | "outbox" | "inbox" | "cases" | "feedback";

const removeRows = async (inside: Tables, table: OwnTable, ids: readonly string[]): Promise<number> => {
  let removed = 0;
  await inBatches(ids, async (slice) => {
    const { numDeletedRows } = await inside.deleteFrom(table).where("id", "in", slice).executeTakeFirstOrThrow();
    removed += Number(numDeletedRows);
  });
  return removed;
};

/** Events go with their cases, and in no other way. */
const countEvents = async (inside: Tables, caseIds: readonly string[]): Promise<number> => {
  let events = 0;
  await inBatches(caseIds, async (slice) => {
    const { count } = await inside
      .selectFrom("case_events")
      .select(({ fn }) => fn.countAll().as("count"))
      .where("case_id", "in", slice)
      .executeTakeFirstOrThrow();
    events += Number(count);
  });
  return events;
};

/** The vendor's ids of the messages go too, but a repeat of an erased message must still be known as one. */
const forgetExternalIds = async (inside: Tables, messageIds: readonly string[]): Promise<number> => {
  let changed = 0;
  await inBatches(messageIds, async (slice) => {
    const rows = await inside
      .selectFrom("seen_messages")
      .select(["channel", "external_id"])
      .where("message_id", "in", slice)
      .execute();
    for (const { channel, external_id: externalId } of rows) {
      await inside
        .updateTable("seen_messages")
        .set({ external_id: seenDigest(channel, externalId), message_id: "" })
        .where("channel", "=", channel)
        .where("external_id", "=", externalId)
        .execute();
      changed += 1;
    }
  });
  return changed;
};

const some = (counts: Record<string, number>): Record<string, number> =>
  Object.fromEntries(Object.entries(counts).filter(([, count]) => count > 0));

const idsOf = (own: OwnRows): string[] => [
  ...own.messages.flatMap(({ id, traceId }) => [id, traceId]),
  ...own.jobs,
  ...own.replies,
  ...own.cases,
  ...own.answers,
];

const eraseInside = async (inside: Tables, memberKey: string, { nowAt }: At): Promise<Erased> => {
  await lockOwnRows(inside, await findOwnRows(inside, memberKey));
  const own = await findOwnRows(inside, memberKey);
  const messageIds = own.messages.map(({ id }) => id);
  const removed: Record<string, number> = {
    seen_messages: await forgetExternalIds(inside, messageIds),
    ...(await removeAnswers(inside, own.answers)),
    case_events: await countEvents(inside, own.cases),
    cases: await removeRows(inside, "cases", own.cases),
    feedback: await removeRows(inside, "feedback", own.feedback),
    outbox: await removeRows(inside, "outbox", own.replies),
    jobs: await removeRows(inside, "jobs", own.jobs),
    inbox: await removeRows(inside, "inbox", messageIds),
  };
  removed.silences = await removeEmptySilences(inside, own.threads);
  const member = await inside.deleteFrom("members").where("key", "=", memberKey).executeTakeFirstOrThrow();
  removed.members = Number(member.numDeletedRows);
  const cleaned = await cleanThreads(inside, own, nowAt);
  const erasure = { member_digest: memberDigest(memberKey), erased_at: nowAt };
  await inside
    .insertInto("erasures")
    .values(erasure)
    .onConflict((conflict) => conflict.column("member_digest").doUpdateSet({ erased_at: nowAt }))
    .execute();
  const codes = {
    ...some(removed),
    ...Object.fromEntries(Object.entries(some(cleaned)).map(([table, rows]) => [`cleaned_${table}`, rows])),
  };
  const entry = { actor: "operator", action: "member_erased", subject: { kind: "store" as const, id: "members" }, codes };
  await auditRepository(inside).append(entry, { nowAt });
  return { removed: some(removed), cleaned: some(cleaned), ids: idsOf(own) };
};

const deadlock = "40P01";
const tries = 3;

/** See `PrivacyStore.erase`. PostgreSQL may end it in favour of somebody who waits for it crosswise: it is then done again. */
export const eraseMember = async (tables: Tables, memberKey: string, at: At): Promise<Erased> => {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await inTransaction(tables, (inside) => eraseInside(inside, memberKey, at));
    } catch (fault) {
      if (attempt === tries || tables.isTransaction || (fault as { code?: unknown }).code !== deadlock) throw fault;
    }
  }
};
