import type { HeaderBlock, HomeView, KnownBlock, RichTextBlock } from "@slack/types";
import { dayInWords, dayOf } from "../../../domain/calendar.ts";
import type { CaseState } from "../../../domain/case.ts";
import type { MembersCase, QueueAtAGlance, RecentQuestion } from "../../../ports/home-store.ts";
import { bullets, type Inline, paragraph, withAddresses, words } from "./rich-text.ts";

/** What the home page is made of. `queues`: for a rep, with each queue's name; null for everybody else. */
export type HomeContents = {
  questions: readonly RecentQuestion[];
  cases: readonly MembersCase[];
  queues: { glances: readonly QueueAtAGlance[]; nameOf: (queue: string) => string } | null;
  wayToPerson: string;
  keptInWords: string;
};

/** Longer questions are shown by their beginning. */
const longestQuestion = 140;

const header = (text: string): HeaderBlock => ({ type: "header", text: { type: "plain_text", text, emoji: false } });

const beginning = (question: string): string => {
  const letters = [...question.replace(/\s+/gu, " ").trim()];
  return letters.length > longestQuestion ? `${letters.slice(0, longestQuestion - 1).join("")}\u2026` : letters.join("");
};

const day = (instant: string): string => dayInWords(dayOf(new Date(instant)));

/** How far a case has come, for the member. */
const caseStateInWords: Record<CaseState, string> = {
  open: "waiting for a rep",
  pending: "a rep has written to you",
  snoozed: "a rep has it and will come back to it",
  resolved: "closed",
};

const stateOf = ({ isSettled, outcome, case: opened }: RecentQuestion): string => {
  if (opened !== null) return `with a rep: case ${opened.id}, ${caseStateInWords[opened.state]}`;
  if (!isSettled) return "being looked at";
  if (outcome === "answered") return "answered";
  if (outcome === "clarify") return "I asked you what you meant";
  return "with a rep";
};

const questionLine = (question: RecentQuestion): Inline[] => [
  words(`${beginning(question.question)}\n`),
  words(`${day(question.arrivedAt)}, ${stateOf(question)}`, { italic: true }),
];

const caseLine = ({ id, state, question, openedAt, dueOn, isTaken }: MembersCase): Inline[] => [
  words(`${id}: `, { bold: true }),
  words(`${beginning(question)}\n`),
  words(
    [
      `since ${day(openedAt)}`,
      state === "open" && isTaken ? "a rep has it" : caseStateInWords[state],
      ...(dueOn === null ? [] : [`your date: ${dayInWords(dueOn)}`]),
    ].join(", "),
    { italic: true },
  ),
];

const counted = (count: number, one: string, several: string): string => `${count} ${count === 1 ? one : several}`;

const queueLine = (glance: QueueAtAGlance, name: string): Inline[] => {
  const { waiting, unassigned, dueSoon, oldestAt } = glance;
  const byPriority = (["urgent", "high", "normal"] as const).flatMap((priority) =>
    waiting[priority] === 0 ? [] : [`${waiting[priority]} ${priority}`],
  );
  const more = [
    unassigned === 0 ? "all taken" : `${unassigned} not taken`,
    ...(dueSoon === 0 ? [] : [`${dueSoon} due within 3 days`]),
    ...(oldestAt === null ? [] : [`oldest from ${day(oldestAt)}`]),
  ];
  return [words(`${name}: `, { bold: true }), words(byPriority.join(", ")), words(` (${more.join(", ")})`, { italic: true })];
};

const queueBlocks = ({ glances, nameOf }: NonNullable<HomeContents["queues"]>): KnownBlock[] => {
  if (glances.length === 0) return [header("Cases for reps"), ...paragraph(words("No case is waiting."))];
  const all = glances.flatMap(({ waiting }) => Object.values(waiting)).reduce((sum, count) => sum + count, 0);
  const urgent = glances.reduce((sum, { waiting }) => sum + waiting.urgent, 0);
  const total = `${counted(all, "case is", "cases are")} not closed${urgent === 0 ? "." : `, ${urgent} of them urgent.`}`;
  return [
    header("Cases for reps"),
    ...paragraph(words(total, { bold: urgent > 0 })),
    ...bullets(glances.map((glance) => queueLine(glance, nameOf(glance.queue)))),
    { type: "divider" },
  ];
};

const howToAsk = [
  "Write to me under Messages, at the top of this page, as you would to a person.",
  "Or type /ask and your question anywhere. The answer comes to your messages, where nobody else sees it.",
  "In a channel, name me with @ and I answer in a thread.",
];

const welcome =
  "Hello. I am Noticeboard, a bot. I look up answers in the union's own pages and show you where they stand. What is about you goes to a rep, who is a person.";

const memberBlocks = ({ questions, cases }: HomeContents): KnownBlock[] => [
  ...(cases.length === 0 ? [] : [header("Your cases with a rep"), ...bullets(cases.map(caseLine))]),
  ...(questions.length === 0 ? [] : [header("Your questions"), ...bullets(questions.map(questionLine))]),
];

const closing = ({ wayToPerson, keptInWords }: HomeContents): (HeaderBlock | RichTextBlock)[] => [
  header("How to ask"),
  ...bullets(howToAsk.map((line) => [words(line)])),
  header("A person instead"),
  ...paragraph(...withAddresses(wayToPerson)),
  header("What I keep"),
  ...paragraph(...withAddresses(keptInWords)),
];

/**
 * The app's home page for one person. It is theirs alone: Slack shows it to nobody else. Somebody who never asked anything finds a welcome in the
 * place of empty lists.
 */
export const homeView = (contents: HomeContents): HomeView => {
  const own = memberBlocks(contents);
  return {
    type: "home",
    blocks: [
      ...(contents.queues === null ? [] : queueBlocks(contents.queues)),
      ...(own.length === 0 ? paragraph(words(welcome)) : own),
      ...closing(contents),
    ],
  };
};
