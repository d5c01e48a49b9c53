import type { ReceiptStore } from "../../ports/receipt-store.ts";
import { inBatches } from "./in-batches.ts";
import { answerDigest, citedDigest, claimDigest } from "./receipt-digests.ts";
import { receiptOfRows } from "./receipt-of-rows.ts";
import { type ReceiptRows, rowsOfReceipt } from "./rows-of-receipt.ts";
import { readServed, servedFaults } from "./served-passages.ts";
import { inOneReading, inTransaction, type Tables } from "./tables.ts";

const saveRows = async (tables: Tables, { answer, claims, quotations, passages, cited }: ReceiptRows): Promise<void> => {
  await tables.insertInto("answers").values(answer).execute();
  await inBatches(claims, (slice) => tables.insertInto("claims").values(slice).execute());
  await inBatches(quotations, (slice) => tables.insertInto("quotations").values(slice).execute());
  // In the order of their key: two answers that quote the same passages must not each wait for the other's row.
  const inKeyOrder = [...cited].sort((left, right) => (left.digest < right.digest ? -1 : 1));
  await inBatches(inKeyOrder, (slice) =>
    tables
      .insertInto("cited_passages")
      .values(slice)
      .onConflict((conflict) => conflict.doNothing())
      .execute(),
  );
  await inBatches(passages, (slice) => tables.insertInto("answer_passages").values(slice).execute());
};

const readRows = async (tables: Tables, id: string): Promise<ReceiptRows | null> => {
  const answer = await tables.selectFrom("answers").selectAll().where("id", "=", id).executeTakeFirst();
  if (!answer) return null;
  const claims = await tables.selectFrom("claims").selectAll().where("answer_id", "=", id).orderBy("position").execute();
  const quotations = await tables
    .selectFrom("quotations")
    .selectAll()
    .where("answer_id", "=", id)
    .orderBy("claim_position")
    .orderBy("position")
    .execute();
  const passages = await tables
    .selectFrom("answer_passages")
    .selectAll()
    .where("answer_id", "=", id)
    .orderBy("position")
    .execute();
  const cited = await tables
    .selectFrom("cited_passages")
    .selectAll("cited_passages")
    .innerJoin("answer_passages", "answer_passages.cited_digest", "cited_passages.digest")
    .where("answer_passages.answer_id", "=", id)
    .orderBy("answer_passages.position")
    .execute();
  return { answer, claims, quotations, passages, cited };
};

/** What was changed in a receipt's own rows, in words. */
const rowFaults = ({ answer, claims, quotations, passages, cited }: ReceiptRows): string[] => {
  const faults: string[] = [];
  for (const [index, claim] of claims.entries()) {
    const own = quotations.filter((quotation) => quotation.claim_position === claim.position);
    if (claimDigest(claim, own) !== claim.digest) faults.push(`claim ${index + 1}, or a quotation of it, is not what was stored`);
  }
  if (quotations.some((quotation) => !claims.some((claim) => claim.position === quotation.claim_position)))
    faults.push("a quotation belongs to no claim: a claim was taken out");
  for (const row of cited) {
    if (citedDigest(row) !== row.digest) faults.push(`passage ${row.passage_id}, kept with the answer, is not what was stored`);
  }
  if (cited.length < passages.length) faults.push("a passage that was kept with the answer is missing");
  if (answerDigest(answer, claims, passages) !== answer.digest)
    faults.push(
      "the answer (its text, dates, model, cost or times, or the list of its claims and passages) is not what was stored",
    );
  return faults;
};

/** Receipts, each written in one transaction, over a migrated database. */
export const receiptRepository = (tables: Tables): ReceiptStore => ({
  save: (receipt, origin) => {
    const rows = rowsOfReceipt(receipt);
    return inTransaction(tables, async (inside) => {
      await saveRows(inside, rows);
      if (!origin) return;
      const owner = { answer_id: receipt.id, message_id: origin.messageId, member_key: origin.memberKey };
      await inside.insertInto("answer_owners").values(owner).execute();
    });
  },
  read: (id) =>
    inOneReading(tables, async (inside) => {
      const rows = await readRows(inside, id);
      if (rows === null) return null;
      // A kept copy that was changed proves nothing, and says nothing about what is served.
      const intact = rows.cited.filter((row) => citedDigest(row) === row.digest);
      const receipt = receiptOfRows({ ...rows, cited: intact });
      const served = await readServed(inside, receipt.cited);
      const faults = [...rowFaults(rows), ...servedFaults(served, receipt.cited)];
      return { receipt, faults, servedPassages: served.passages };
    }),
  recentIds: async (limit) => {
    const rows = await tables
      .selectFrom("answers")
      .select("id")
      .orderBy("answered_at", "desc")
      .orderBy("id")
      .limit(limit)
      .execute();
    return rows.map(({ id }) => id);
  },
});
