import { mkdtempSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { DatabaseSync } from "node:sqlite";
import { parsingChild } from "../src/adapters/parsing-child/parsing-child.ts";
import { openSqliteStore, storeFileOf } from "../src/adapters/sqlite/open-sqlite-store.ts";
import { sentenceText } from "../src/domain/passage.ts";
import type { Receipt, ReceiptClaim } from "../src/domain/receipt.ts";
import { syncKnowledge } from "../src/flows/sync-knowledge.ts";
import { verifyReceipt } from "../src/flows/verify-receipt.ts";
import type { KnowledgeSnapshot, KnowledgeStore } from "../src/ports/knowledge-store.ts";
import { median } from "./median.ts";

/** Medians in milliseconds, `bareMs` of one row written just as durably; growth of the store in bytes for one more answer. */
export type ReceiptCost = { answers: number; saveMs: number; bareMs: number; verifyMs: number; bytesAnAnswer: number };

const knowledgeFolder = new URL("../knowledge", import.meta.url).pathname;
const claimsAnAnswer = 3;

const readKnowledge = async (store: KnowledgeStore): Promise<KnowledgeSnapshot> => {
  const parser = parsingChild({ entry: new URL("../src/ingestion/parse-entry.ts", import.meta.url) });
  const request = { folder: knowledgeFolder, defaultsFolder: knowledgeFolder, today: "2025-06-20" };
  await syncKnowledge({ store, parser, embedder: null }, request);
  await parser.close();
  return store.snapshot();
};

/** The answer numbered `run`: a sentence each of three passages, the first passage quoted twice, as answers of the evals are. */
const receiptOf = ({ documents, passages, revision }: KnowledgeSnapshot, run: number): Receipt => {
  const quoted = Array.from({ length: claimsAnAnswer }, (_, index) => passages[(run * 7 + index * 31) % passages.length]!);
  const claims = quoted.map((passage, index): ReceiptClaim => {
    const spans = passage.sentences.slice(0, index === 0 ? 2 : 1);
    const quotations = spans.map((span, place) => {
      return {
        passageId: passage.id,
        start: span.start,
        end: span.end,
        text: sentenceText(passage, span),
        number: index * 2 + place + 1,
      };
    });
    return { question: 0, text: quotations[0]!.text, listItem: false, quotations };
  });
  const marked = claims.map(({ text, quotations }) => `${text} ${quotations.map(({ number }) => `[${number}]`).join("")}`);
  return {
    id: `A-${run}`,
    answeredAt: new Date(Date.UTC(2025, 5, 20) + run * 1000).toISOString(),
    askedOn: "2025-06-20",
    questions: ["How many boards will be left when the changes are done?"],
    outcome: "answered",
    reason: null,
    mode: "model",
    text: `${marked.join(" ")}\n\nYou can always write to a rep.`,
    claims,
    cited: [...new Set(quoted)].map((passage) => {
      return { passage, document: documents.find(({ sourceId }) => sourceId === passage.sourceId)! };
    }),
    asOf: "2025-06-06",
    knowledgeRevision: revision,
    model: {
      model: "some-model",
      promptId: "answer",
      promptVersion: 1,
      promptDigest: "0".repeat(64),
      usage: { inputTokens: 2000, outputTokens: 200, estimated: false },
      costUsd: 0.001,
      attempts: 1,
    },
    timings: { totalMs: 1234.5, retrieveMs: 12.3, draftMs: 1000.1, verifyMs: 1.2 },
  };
};

/** Writes one row and waits until it is safe on disk: the least that anything kept must cost. */
const bareWriter = (folder: string): { write(run: number): void; close(): void } => {
  const database = new DatabaseSync(path.join(folder, "bare.sqlite"));
  database.exec("PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; CREATE TABLE rows (words TEXT)");
  const insert = database.prepare("INSERT INTO rows VALUES (?)");
  return { write: (run) => void insert.run(`row ${run}`), close: () => database.close() };
};

const timed = async (into: number[], call: () => unknown): Promise<void> => {
  const startedAt = performance.now();
  await call();
  into.push(performance.now() - startedAt);
};

/** What keeping a receipt costs, over answers that quote the project's own knowledge, each passage many times. */
export const measureReceipts = async (answers: number): Promise<ReceiptCost> => {
  const folder = mkdtempSync(path.join(tmpdir(), "noticeboard-receipt-cost-"));
  try {
    const first = openSqliteStore(folder);
    const snapshot = await readKnowledge(first.knowledge);
    // Once round the passages, so that what follows is the growth of a store that has been used for a while.
    const warmUp = snapshot.passages.length;
    for (let run = 0; run < warmUp; run += 1) await first.receipts.save(receiptOf(snapshot, run));
    await first.close();
    const before = statSync(storeFileOf(folder)).size;
    const store = openSqliteStore(folder);
    const bare = bareWriter(folder);
    const [save, write, verify]: [number[], number[], number[]] = [[], [], []];
    const deps = { receipts: store.receipts, prove: async () => () => null };
    // In turns, so that a busy disk slows all alike.
    for (let run = warmUp; run < warmUp + answers; run += 1) {
      const receipt = receiptOf(snapshot, run);
      await timed(save, () => store.receipts.save(receipt));
      await timed(write, () => bare.write(run));
      await timed(verify, () => verifyReceipt(deps, receipt.id));
    }
    bare.close();
    await store.close();
    const bytesAnAnswer = (statSync(storeFileOf(folder)).size - before) / answers;
    return { answers, saveMs: median(save), bareMs: median(write), verifyMs: median(verify), bytesAnAnswer };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
};
