import type { Citation, Reason } from "../domain/answer.ts";
import type { Feedback, FeedbackKind, FeedbackProblem } from "../domain/feedback.ts";
import { fillWording } from "../domain/fill-wording.ts";
import type { RepsFile, WordingFile } from "../domain/knowledge-config.ts";
import type { Origin } from "../domain/message.ts";
import type { CaseStore } from "../ports/case-store.ts";
import type { FeedbackEntry, FeedbackStore, FeedbackSubject } from "../ports/feedback-store.ts";
import type { SpineStore } from "../ports/spine-store.ts";
import { type HandOverDeps, handOver } from "./hand-over.ts";

/** The part of a store that feedback is written to. */
type FeedbackStores = {
  feedback: FeedbackStore;
  cases: Pick<CaseStore, "open" | "tell">;
  spine: Pick<SpineStore, "enqueue">;
};

/** What it needs. All that `together` writes becomes true in one moment, or none of it when it throws. */
export type TakeFeedbackDeps = {
  store: { together<T>(work: (inside: FeedbackStores) => Promise<T>): Promise<T> };
  reps: () => RepsFile;
  wording: () => WordingFile;
  newCaseId: HandOverDeps["newCaseId"];
  now: () => Date;
};

/** Who says what of the reply to a message. `replyTo` is where the channel reaches that member alone. */
export type GivenFeedback = { messageId: string; memberKey: string; replyTo: string; said: Feedback };

/**
 * What became of feedback. `repeated`: it was taken before, and nothing is written now. `caseId`: the case that it opened or was added to; null
 * for thanks alone. `withRep`: that case is the member's own, in which a rep will reply. `gone`: the message is not kept any more.
 */
export type FeedbackOutcome = { kind: "taken"; repeated: boolean; caseId: string | null; withRep: boolean } | { kind: "gone" };

const problemInWords: Record<FeedbackProblem, string> = {
  out_of_date: "out of date",
  wrong: "wrong",
  not_my_question: "not what was asked",
  rude_or_unclear: "rude or unclear",
  other: "not right in another way",
};

const idOf = ({ messageId, memberKey, said }: GivenFeedback): string =>
  [messageId, memberKey, said.kind, ...(said.kind === "not_right" ? [said.submissionId] : [])].join(":");

const citationsOf = ({ answer }: FeedbackSubject): Citation[] => answer.parts.flatMap(({ citations }) => citations);

/** What the member read and what it stands on, so that a rep need not look for it, whatever becomes of the pages. */
const evidence = (subject: FeedbackSubject): string => {
  const name = subject.answer.answerId === null ? "The reply" : `Answer ${subject.answer.answerId}`;
  const quotations = citationsOf(subject).map(({ number, quote, title, url, updatedOn, publishedOn }) => {
    const day = updatedOn ?? publishedOn;
    return `[${number}] \u201C${quote}\u201D (${title}, ${day === null ? "no date given" : `as of ${day}`}) ${url}`;
  });
  return [`${name} as the member read it:`, subject.text, ...quotations].join("\n\n");
};

const remark = (said: Feedback): string => {
  if (said.kind !== "not_right") return "The member read the answer and asked for a rep.";
  const { problem, words } = said.complaint;
  return `The member says that the reply is ${problemInWords[problem]}${words === null ? "." : `: \u201C${words}\u201D`}`;
};

/**
 * Opens the case. One that the member waits for belongs to their conversation; one that says something of the pages belongs to nobody's, so that
 * a rep who takes it up silences nobody, and lies in the fallback queue.
 */
const openCase = async (
  deps: TakeFeedbackDeps,
  inside: FeedbackStores,
  subject: FeedbackSubject,
  given: GivenFeedback,
  withRep: boolean,
): Promise<string> => {
  const { question, routing } = subject;
  const reason: Reason = given.said.kind === "rep_asked" ? "rep_asked" : "reply_not_right";
  const passageIds = [...new Set(citationsOf(subject).map(({ passageId }) => passageId))];
  const why = `${remark(given.said)}\n\n${evidence(subject)}`;
  const matter = { question, scenario: null, reason, why, routing: withRep ? routing : null, passageIds };
  const reps = deps.reps();
  const opened = handOver({ newCaseId: deps.newCaseId, reps, now: deps.now }, matter);
  const origin: Origin = { ...subject.origin, memberKey: given.memberKey, replyTo: given.replyTo };
  await inside.cases.open(withRep ? opened : { ...opened, queue: reps.fallbackQueue }, withRep ? origin : null);
  if (!withRep) return opened.id;
  const text = fillWording(deps.wording(), "rep_asked", { case_id: opened.id });
  const { messageId, channel, threadKey } = origin;
  const reply = { id: `${messageId}.${opened.id}`, messageId, channel, threadKey, replyTo: given.replyTo, text };
  await inside.spine.enqueue({ ...reply, content: { kind: "worded", text } }, { nowAt: deps.now().toISOString() });
  return opened.id;
};

/** Cases that there are already: the member's own about this reply, and the one that says that something is not right with it. */
const casesThere = (entries: FeedbackEntry[], subject: FeedbackSubject, { memberKey }: GivenFeedback) => {
  const caseOf = (kind: FeedbackKind) => entries.find((entry) => entry.kind === kind)?.caseId ?? null;
  const ofReply = memberKey === subject.origin.memberKey ? (subject.answer.case?.id ?? null) : null;
  return { own: caseOf("rep_asked") ?? ofReply, flag: caseOf("not_right") };
};

const isSameComplaint = (entry: FeedbackEntry, said: Feedback): boolean =>
  said.kind === "not_right" && entry.problem === said.complaint.problem && entry.words === said.complaint.words;

const write = async (deps: TakeFeedbackDeps, inside: FeedbackStores, given: GivenFeedback): Promise<FeedbackOutcome> => {
  const subject = await inside.feedback.subject(given.messageId);
  if (subject === null) return { kind: "gone" };
  const { messageId, memberKey, said } = given;
  const entries = await inside.feedback.given(messageId, memberKey);
  const there = casesThere(entries, subject, given);
  const wantsRep = said.kind === "rep_asked" || (said.kind === "not_right" && said.complaint.wantsRep);
  const taken = (repeated: boolean, caseId: string | null): FeedbackOutcome => {
    return { kind: "taken", repeated, caseId, withRep: caseId !== null && (wantsRep || caseId === there.own) };
  };
  const handedIn = entries.find(({ id }) => id === idOf(given));
  if (handedIn !== undefined) return taken(true, handedIn.caseId);
  const old = there.own ?? (wantsRep ? null : there.flag);
  if (old !== null && entries.some((entry) => isSameComplaint(entry, said))) return taken(true, old);
  const at = { nowAt: deps.now().toISOString() };
  const caseId = said.kind === "helped" ? null : (old ?? (await openCase(deps, inside, subject, given, wantsRep)));
  if (old !== null && said.kind === "not_right") {
    const detail = { messageId, words: remark(said) };
    await inside.cases.tell({ caseId: old, event: { kind: "member_wrote", detail } }, at);
  }
  const { problem, words } = said.kind === "not_right" ? said.complaint : { problem: null, words: null };
  const entry = { messageId, memberKey, answerId: subject.answer.answerId, caseId };
  await inside.feedback.add({ ...entry, id: idOf(given), kind: said.kind, problem, words }, at);
  const asking: GivenFeedback = { ...given, said: { kind: "rep_asked" } };
  // So that the button gives the same case afterwards.
  if (said.kind === "not_right" && wantsRep && !entries.some(({ kind }) => kind === "rep_asked"))
    await inside.feedback.add({ ...entry, id: idOf(asking), kind: "rep_asked", problem: null, words: null }, at);
  return taken(said.kind === "rep_asked" && old !== null, caseId);
};

/**
 * Takes what a member says of a reply: thanks are noted, "not right" becomes a case for the reps or is added to one, and whoever wants a person gets a
 * case with question, answer and quotations and hears its number. Everything is one transaction; handed in again it is done once. Rejects
 * when the store fails; then nothing was written.
 */
export const takeFeedback = (deps: TakeFeedbackDeps, given: GivenFeedback): Promise<FeedbackOutcome> =>
  deps.store.together((inside) => write(deps, inside, given));
