import type { Citation } from "../../src/domain/answer.ts";
import type { AnswerReply } from "../../src/domain/reply.ts";
import { plainReply } from "./plain-reply.ts";

/** A citation of a made-up page. */
export const citationOf = (number: number, quote: string, over: Partial<Citation> = {}): Citation => ({
  number,
  sourceId: "boards",
  title: "Boards and their chairs",
  publisher: "Example",
  url: `https://example.org/boards#:~:text=${encodeURIComponent(quote.toWellFormed())}`,
  heading: ["Boards and their chairs", "Chairs"],
  page: null,
  publishedOn: "2025-05-02",
  updatedOn: "2025-06-06",
  quote,
  passageId: `boards#${number}`,
  ...over,
});

/** An answer that claims each sentence, every one proved by itself. */
export const citedReply = (sentences: readonly string[], over: Partial<AnswerReply> = {}): AnswerReply => ({
  ...plainReply(""),
  outcome: "answered",
  lead: null,
  parts: [
    {
      question: null,
      claims: sentences.map((text, index) => ({ text, citations: [index + 1], listItem: false })),
      citations: sentences.map((text, index) => citationOf(index + 1, text)),
    },
  ],
  wayToPerson: "Want to talk to a person? Write to reps@example.org.",
  asOf: "2025-06-06",
  answerId: "A-0000000001",
  ...over,
});
