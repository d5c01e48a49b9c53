import type { KnowledgeOverview } from "../../src/console/console-deps.ts";
import type { AnswerRow, ConsoleAnswer, ShownPassage } from "../../src/console/thread.ts";
import type { DecisionRecord } from "../../src/domain/decision-record.ts";
import type { DocumentRecord } from "../../src/domain/document.ts";

/** The way to a rep that the invented answers name. */
export const wayToPerson = "To speak to a person, write to reps@union.example or ring 020 7946 0000.";

const guide = {
  sourceId: "change-guide",
  title: "Working through organisational change",
  publisher: "Example Managers' Union",
  publishedOn: "2024-11-04",
  updatedOn: "2025-06-06",
};

const passageText = [
  "Selection for redundancy must follow criteria that were agreed with the recognised unions.",
  "An employer that plans to make 20 or more people redundant within 90 days must consult first:",
  "at least 30 days before the first dismissal when 20 to 99 posts go",
  "at least 45 days before the first dismissal when 100 or more posts go",
  "Consultation must be about ways to avoid dismissals, not only about who is to go.",
].join("\n");

const cut = (text: string, quote: string, number: number) => {
  const start = text.indexOf(quote);
  if (start < 0) throw new Error(`the invented passage does not hold: ${quote}`);
  return { start, end: start + quote.length, number };
};

const first = "An employer that plans to make 20 or more people redundant within 90 days must consult first:";
const second = "at least 45 days before the first dismissal when 100 or more posts go";
const third = "A trial period in another post lasts four weeks and can be longer when both sides agree in writing.";

const passages: ShownPassage[] = [
  {
    ...guide,
    passageId: "change-guide#1",
    text: passageText,
    heading: ["Working through organisational change", "Consultation", "How long it lasts"],
    url: "https://union.example/guides/change#:~:text=An%20employer%20that%20plans",
    page: null,
    quotes: [cut(passageText, first, 1), cut(passageText, second, 2)],
  },
  {
    sourceId: "redeployment-guide",
    title: "Redeployment: a guide for members",
    publisher: "Example Managers' Union",
    publishedOn: "2023-01-16",
    updatedOn: null,
    passageId: "redeployment-guide#4",
    text: `Whoever is at risk should be offered suitable posts before others are.\n${third}`,
    heading: ["Redeployment", "Trial periods"],
    url: "https://union.example/guides/redeployment.pdf#page=7",
    page: 7,
    quotes: [cut(`Whoever is at risk should be offered suitable posts before others are.\n${third}`, third, 3)],
  },
];

const citation = (passage: ShownPassage, at: number) => {
  const { text, quotes, ...rest } = passage;
  const quote = quotes[at];
  if (quote === undefined) throw new Error("no such quotation");
  return { ...rest, number: quote.number, quote: text.slice(quote.start, quote.end) };
};

const citations = [citation(passages[0]!, 0), citation(passages[0]!, 1), citation(passages[1]!, 0)];

const row = (over: Partial<AnswerRow>): AnswerRow => ({
  outcome: "answered",
  reason: null,
  text: `${first} [1]\n- ${second} [2]\n\n${third} [3]\n\n${wayToPerson}`,
  citations,
  asOf: "2025-06-06",
  notices: [],
  case: null,
  answerId: "A-7K3M9Q2XVB",
  ...over,
});

const general = {
  route: "general",
  certainty: 0.94,
  why: "It asks for a rule and names nothing of the member's own.",
  topic: "redundancy_terms",
  deadline: null,
} as const;

const decided = (over: Partial<DecisionRecord> = {}): DecisionRecord => ({
  routing: general,
  confidence: 0.87,
  timings: { totalMs: 41.6, retrieveMs: 22.1, draftMs: 9.4, verifyMs: 0.8 },
  wordedBy: "extractive",
  ...over,
});

/** A plain answer with three citations from two sources, one of them a PDF. */
export const answered: ConsoleAnswer = { row: row({}), decision: decided(), passages, wayToPerson };

/** The same answer with two notices. */
export const answeredWithNotices: ConsoleAnswer = {
  row: row({
    notices: [
      "“Redeployment: a guide for members” was last updated 29 months ago. Check with a rep before you rely on it.",
      "The page speaks of a meeting on 29 May 2025. That day has passed.",
    ],
  }),
  decision: decided(),
  passages,
  wayToPerson,
};

/** A personal matter with a date, handed over, with one general passage. */
export const handedOver: ConsoleAnswer = {
  row: row({
    outcome: "handed_over",
    reason: "deadline",
    text: `A rep has your message and will write to you before the date you named. Until then, sign nothing.\n\nThis is what the pages say in general:\n\n${third} [3]`,
    citations: citations.slice(2),
    case: { id: "NB-2041", priority: "high", dueOn: "2025-06-27", queue: "london-reps", topic: "redundancy_terms" },
  }),
  decision: decided({
    confidence: 0.34,
    routing: {
      route: "deadline",
      certainty: 0.98,
      why: "It speaks of the member's own letter and of a date to reply by.",
      topic: "redundancy_terms",
      deadline: { dueOn: "2025-06-27", words: "I have to reply by next Friday" },
    },
  }),
  passages: passages.slice(1),
  wayToPerson,
};

/** Danger to life: numbers to ring and an urgent case. */
export const crisis: ConsoleAnswer = {
  row: row({
    outcome: "handed_over",
    reason: "crisis",
    text: "You matter more than any job. Please talk to someone now:\n- Samaritans: 116 123, day and night\n- NHS 111\n- 999 when someone is in danger now\n\nA rep has been told.",
    citations: [],
    asOf: null,
    case: { id: "NB-2042", priority: "urgent", dueOn: null, queue: "on-call", topic: "wellbeing" },
  }),
  decision: decided({
    confidence: null,
    timings: { totalMs: 1.2, retrieveMs: 0, draftMs: 0, verifyMs: 0 },
    wordedBy: null,
    routing: {
      route: "crisis",
      certainty: 0.99,
      why: "It says that someone does not want to go on.",
      topic: "wellbeing",
      deadline: null,
    },
  }),
  passages: [],
  wayToPerson,
};

const record = (over: Partial<DocumentRecord>): DocumentRecord => ({
  ...guide,
  url: "https://union.example/guides/change",
  kind: "guide",
  standing: "current",
  reviewBy: "2025-12-01",
  owner: null,
  digest: "00",
  notAfterOn: null,
  basis: "manifest",
  ...over,
});

/** Three documents of different standing and two files that could not be read. */
export const knowledge: KnowledgeOverview = {
  revision: "r-7f3a",
  documents: [
    record({}),
    record({
      sourceId: "redeployment-guide",
      title: "Redeployment: a guide for members",
      url: "https://union.example/guides/redeployment.pdf",
      publishedOn: "2023-01-16",
      updatedOn: null,
      reviewBy: null,
      basis: "page_metadata",
    }),
    record({
      sourceId: "old-news",
      title: "Support units brace for cuts",
      publisher: "Example Trade Weekly",
      url: "file:///knowledge/old-news.html",
      kind: "news",
      standing: "archived",
      publishedOn: null,
      updatedOn: null,
      notAfterOn: "2015-03-31",
      reviewBy: null,
      basis: "inferred",
    }),
  ],
  unreadable: [
    {
      sourceId: "scan",
      file: "guides/scan-2019.pdf",
      code: "no_text",
      message: "The pages are pictures without text. Ask the publisher for a version with text, or run text recognition on it.",
    },
    { sourceId: "locked", file: "guides/locked.pdf", code: "encrypted", message: "The file is locked with a password." },
  ],
};
