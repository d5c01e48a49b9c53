import type { DocumentRecord } from "../domain/document.ts";
import type { OnAnswerProgress } from "../flows/answer-progress.ts";
import type { OperationsView } from "../flows/operations-view.ts";
import type { ConversationSummary } from "../ports/conversation-store.ts";
import type { UnreadableSource } from "../ports/knowledge-store.ts";
import type { Asked, AskedQuestion } from "./ask-by-message.ts";
import type { ThreadTurn } from "./thread.ts";

/** What is indexed, for the sources page and the examples. */
export type KnowledgeOverview = { documents: DocumentRecord[]; unreadable: UnreadableSource[]; revision: string };

/** What the console needs from the flows; provided by `compose.ts`. */
export type ConsoleDeps = {
  /** Stores a question as a message of whoever is signed in, or finds that it was stored before. Rejects when it cannot be known. */
  ask(asked: AskedQuestion): Promise<Asked>;
  /** Threads, the one that was written to last first, at most `limit`. */
  threads(limit: number): Promise<ConversationSummary[]>;
  /** The newest `limit` turns of a thread, oldest first; none when there is no such thread. */
  turns(threadId: string, limit: number): Promise<ThreadTurn[]>;
  /** Whether a message has had its outcome, here or on another replica. */
  isSettled(messageId: string): Promise<boolean>;
  /** Tells the news of a message while this process works on it. Gives how to stop. */
  follow(messageId: string, onNews: OnAnswerProgress): () => void;
  /** Resolves when this process has answered a message, and after `waitMs` at the latest; false when it is about to end. */
  arrival(messageId: string, waitMs: number): Promise<boolean>;
  knowledge(): KnowledgeOverview | Promise<KnowledgeOverview>;
  /** How the service does, for whoever runs it; shown without signing in. */
  operations: OperationsView;
  /** Secret of the one-time login link that the start command prints. */
  loginToken: string;
  /** Secret that sessions are signed with; while it stays the same, a restart signs nobody out. */
  sessionKey: string;
  /** Approved wording that names the way to a rep; shown on every page, also when asking fails. Read anew for each: a sync may change it. */
  wayToPerson(): string;
  /** Questions offered on the empty page; without them the titles of the indexed documents are offered. */
  exampleQuestions?: string[];
  /** Told of every fault that a page had to apologise for; the page itself never shows it. */
  onFault?(fault: unknown): void;
  /** Clock in milliseconds since 1970; the machine's when left out. Used for expiry and rate limits only. */
  nowMs?(): number;
};
