import { createHash } from "node:crypto";
import type { Document } from "../../src/domain/document.ts";
import type { Passage } from "../../src/domain/passage.ts";
import type { Receipt, ReceiptClaim, ReceiptModel } from "../../src/domain/receipt.ts";
import { joinSmallPassages } from "../../src/ingestion/join-small-passages.ts";
import { splitPassages } from "../../src/ingestion/split-passages.ts";

/** A page of the given sections, each a heading and its paragraphs, with the passages that a sync makes of it. */
export const pageOf = (sourceId: string, sections: Record<string, string[]>): { document: Document; passages: Passage[] } => {
  const title = `Page ${sourceId}`;
  const document: Document = {
    sourceId,
    title,
    url: `https://example.org/${sourceId}`,
    publisher: "Example",
    kind: "guide",
    standing: "current",
    reviewBy: "2026-01-31",
    owner: "Ada",
    publishedOn: "2025-05-02",
    updatedOn: "2025-06-06",
    notAfterOn: null,
    basis: "manifest",
    digest: createHash("sha256").update(JSON.stringify(sections)).digest("hex"),
    sections: Object.entries(sections).map(([heading, paragraphs], index) => ({
      heading: [title, heading],
      anchor: `part-${index + 1}`,
      page: index + 3,
      blocks: paragraphs.map((text) => ({ kind: "paragraph", text, introducedBy: null })),
    })),
  };
  return { document, passages: joinSmallPassages(splitPassages(sourceId, document.sections)) };
};

const modelPart: ReceiptModel = {
  model: "some-model-1",
  promptId: "answer",
  promptVersion: 3,
  promptDigest: "ab".repeat(32),
  usage: { inputTokens: 2100, outputTokens: 180, estimated: false },
  costUsd: 0.00123,
  attempts: 1,
};

/** Sentences of pages to be claimed: each claim is a list of `[page, sentence]`, its text the sentences together. */
export type ClaimSketch = readonly (readonly [ReturnType<typeof pageOf>, string])[];

/** The receipt of an answer that claims these sentences, marks and text as `flows/reply-text.ts` writes them. */
export const receiptOf = (id: string, sketches: readonly ClaimSketch[], over: Partial<Receipt> = {}): Receipt => {
  const cited = new Map<string, Receipt["cited"][number]>();
  let number = 0;
  const claims: ReceiptClaim[] = sketches.map((sketch) => ({
    question: 0,
    text: sketch.map(([, sentence]) => sentence).join(" "),
    listItem: false,
    quotations: sketch.map(([page, text]) => {
      const passage = page.passages.find((each) => each.text.includes(text));
      if (!passage) throw new Error(`no passage says: ${text}`);
      const { sections: _, ...document } = page.document;
      cited.set(passage.id, { passage, document });
      const start = passage.text.indexOf(text);
      number += 1;
      return { passageId: passage.id, start, end: start + text.length, text, number };
    }),
  }));
  const marked = claims.map((claim) => `${claim.text} ${claim.quotations.map((quotation) => `[${quotation.number}]`).join("")}`);
  return {
    id,
    answeredAt: "2025-06-20T09:30:00.000Z",
    askedOn: "2025-06-20",
    questions: ["How many boards will there be, [name]?"],
    outcome: "answered",
    reason: null,
    mode: "model",
    text: `${marked.join(" ")}\n\nFrom: Page (Example), as of 6 June 2025.\n\nYou can always write to a rep.`,
    claims,
    cited: [...cited.values()],
    asOf: "2025-06-06",
    knowledgeRevision: "0123456789abcdef",
    model: modelPart,
    timings: { totalMs: 1234.5678, retrieveMs: 12.25, draftMs: 1001, verifyMs: 0.1 },
    ...over,
  };
};
