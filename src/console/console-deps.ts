import type { AskRow } from "../domain/answer.ts";
import type { DocumentRecord } from "../domain/document.ts";
import type { Turn } from "../domain/question.ts";
import type { AnswerMode } from "../domain/receipt.ts";
import type { Routing } from "../domain/route.ts";
import type { OnAnswerProgress } from "../flows/answer-progress.ts";
import type { OperationsView } from "../flows/operations-view.ts";
import type { UnreadableSource } from "../ports/knowledge-store.ts";

/** A citation's place in its passage: `text.slice(start, end)` is the quotation (UTF-16 code units). */
export type QuoteSpan = { start: number; end: number; number: number };

/** A passage to show beside the answer, with the quotations to highlight in it. */
export type ShownPassage = {
  passageId: string;
  text: string;
  heading: string[];
  sourceId: string;
  title: string;
  publisher: string;
  /** Opens at the quotation, as `Citation.url` does. */
  url: string;
  page: number | null;
  publishedOn: string | null;
  updatedOn: string | null;
  quotes: QuoteSpan[];
};

/**
 * Everything that the page shows for one question. `route` is null when routing was skipped. `wayToPerson` is the
 * reply's own way to a rep, as it stands in the text, when it differs from the usual one.
 */
export type ConsoleAnswer = {
  row: AskRow;
  route: Routing | null;
  passages: ShownPassage[];
  /** Whose words the claims are; left out or null when nothing is claimed. */
  wordedBy?: AnswerMode | null;
  wayToPerson?: string;
};

/** What is indexed, for the sources page and the examples. */
export type KnowledgeOverview = { documents: DocumentRecord[]; unreadable: UnreadableSource[]; revision: string };

/** What the console needs from the flows; provided by `compose.ts`. */
export type ConsoleDeps = {
  /** One question to its one visible outcome. `history` holds the thread's earlier turns, oldest first. */
  ask(input: { question: string; history: Turn[] }, onProgress?: OnAnswerProgress): Promise<ConsoleAnswer>;
  knowledge(): KnowledgeOverview | Promise<KnowledgeOverview>;
  /** How the service does, for whoever runs it; shown without signing in. */
  operations: OperationsView;
  /** Secret of the one-time login link that the start command prints. */
  loginToken: string;
  /** Approved wording that names the way to a rep; shown on every page, also when asking fails. */
  wayToPerson: string;
  /** Questions offered on the empty page; without them the titles of the indexed documents are offered. */
  exampleQuestions?: string[];
  /** Told of every fault that a page had to apologise for; the page itself never shows it. */
  onFault?(fault: unknown): void;
  /** Clock in milliseconds since 1970; the machine's when left out. Used for expiry and rate limits only. */
  nowMs?(): number;
};
