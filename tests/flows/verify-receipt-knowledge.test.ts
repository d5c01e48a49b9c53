import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";
import { openSqliteStore } from "../../src/adapters/sqlite/open-sqlite-store.ts";
import { sentenceText } from "../../src/domain/passage.ts";
import { syncKnowledge } from "../../src/flows/sync-knowledge.ts";
import { verifyReceipt } from "../../src/flows/verify-receipt.ts";
import { parseFile } from "../../src/ingestion/parse-file.ts";
import { receiptOf } from "../support/receipts.ts";

const folder = fileURLToPath(new URL("../../knowledge", import.meta.url));

test("finds no fault with any sentence of the project's own pages and guides, quoted and left alone, after another sync too", async () => {
  const store = openSqliteStore(mkdtempSync(path.join(tmpdir(), "noticeboard-untouched-")));
  const sync = (today: string) =>
    syncKnowledge(
      { store: store.knowledge, parser: { parse: parseFile, close: async () => undefined }, embedder: null },
      { folder, defaultsFolder: folder, today },
    );
  await sync("2025-06-20");
  const { documents, passages } = await store.knowledge.snapshot();
  const records = new Map(documents.map((document) => [document.sourceId, document]));
  const quoting = passages.map((passage, index) => {
    const quotations = passage.sentences.map((span, place) => {
      return { passageId: passage.id, start: span.start, end: span.end, text: sentenceText(passage, span), number: place + 1 };
    });
    const claims = quotations.map((quotation, place) => ({
      question: 0,
      text: quotation.text,
      listItem: passage.sentences[place]!.kind === "list_item",
      quotations: [quotation],
    }));
    const text = claims.map((claim) => `${claim.text} [${claim.quotations[0]!.number}]`).join("\n");
    const cited = [{ passage, document: records.get(passage.sourceId)! }];
    return receiptOf(`A-${index}`, [], { mode: "extractive", model: null, claims, text, cited });
  });
  expect(quoting.length).toBeGreaterThan(100);
  for (const receipt of quoting) await store.receipts.save(receipt);
  const faults = async (): Promise<string[]> => {
    const found: string[] = [];
    for (const { id } of quoting) {
      const proof = await verifyReceipt({ receipts: store.receipts, prove: () => Promise.reject(new Error("not needed")) }, id);
      if (proof.kind !== "proved") found.push(`${id}: ${proof.kind === "broken" ? proof.faults.join("; ") : proof.kind}`);
    }
    return found;
  };
  expect(await faults()).toEqual([]);
  // On another day what speaks of days to come is read anew.
  await sync("2025-06-21");
  expect(await faults()).toEqual([]);
  await store.close();
});
