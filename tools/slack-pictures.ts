/**
 * Draws every surface that members and reps see in Slack, from real replies to made-up questions over `knowledge/`, as pictures in docs/slack.
 * Run: npx node tools/slack-pictures.ts. Needs Chromium (CHROMIUM_PATH, else /usr/bin/chromium).
 */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { exactWordsView } from "../src/channels/slack/blocks/exact-words-view.ts";
import { homeView } from "../src/channels/slack/blocks/home-view.ts";
import { notRightView, thanksView } from "../src/channels/slack/blocks/not-right-view.ts";
import { replyPosts } from "../src/channels/slack/blocks/reply-blocks.ts";
import { askedInWords, notedInWords, thanksInWords } from "../src/channels/slack/button-words.ts";
import { deliveryPlace } from "../src/channels/slack/delivery-place.ts";
import { openApp } from "../src/compose.ts";
import { readConfig } from "../src/config.ts";
import { fillWording } from "../src/domain/fill-wording.ts";
import type { AnswerReply } from "../src/domain/reply.ts";
import { startChromium } from "../tests/support/chromium.ts";
import { type SlackScene, slackPage } from "../tests/support/slack-look.ts";
import { palettePng } from "./palette-png.ts";

const askedAt = "2025-06-20T09:41:00.000Z";
const folder = path.resolve("docs/slack");
const dataFolder = mkdtempSync(path.join(tmpdir(), "noticeboard-pictures-"));
const config = readConfig({ data: dataFolder });
let nowAt = askedAt;
const app = await openApp(config, () => new Date(nowAt));
await app.sync(() => undefined);

const ask = async (question: string): Promise<AnswerReply> =>
  (await app.handleQuestion({ id: "picture", question, scenario: null, history: [], skipRouting: false })).reply;

const posted = (reply: Parameters<typeof replyPosts>[0]) =>
  replyPosts(reply, "M-picture").map(({ blocks }) => ({ from: "bot", blocks }) as const);
const told = (question: string, reply: Parameters<typeof replyPosts>[0]): SlackScene => ({
  kind: "messages",
  title: question,
  messages: [{ from: "member", text: question }, ...posted(reply)],
});

const questions = {
  answer: "Will integrated care boards be abolished?",
  long: "What topics does the national voluntary redundancy scheme deal with? What is MARS? How many commissioning support units are there? What are the unions' national concerns about the ICB cuts? How long before the first dismissal must consultation start when 100 or more redundancies are proposed?",
  several: "What is MARS? How many commissioning support units are there? What is the union's fax number?",
  over: "What does the union think about parking permits at Leeds General?",
  personal: "I got an at risk letter yesterday and my meeting is on Monday, what should I do?",
  crisis: "I cannot go on like this any more, I want to end my life",
} as const;
const replies = Object.fromEntries(
  await Promise.all(Object.entries(questions).map(async ([name, question]) => [name, await ask(question)] as const)),
) as Record<keyof typeof questions, AnswerReply>;

/** Long after the pages were last looked at, so that notices are due. */
nowAt = "2027-03-01T09:41:00.000Z";
const late = await ask(questions.answer);
nowAt = askedAt;

const { wording, reps } = app.knowledgeConfig();
const contact = { rep_contact: reps.queues[0]!.contact };
const wayToPerson = fillWording(wording, "way_to_person", contact);
const keptInWords = fillWording(wording, "what_is_kept", contact);
const caseId = "C-7K3M9Q";
const taken = { kind: "taken", repeated: false, caseId, withRep: false } as const;

const inChannel = {
  surface: "channel",
  team: "T1",
  channel: "C1",
  user: "U1",
  threadTs: "1.1",
  messageTs: "1.1",
  isShared: true,
} as const;
const away = deliveryPlace(inChannel, replies.personal, Date.parse(askedAt));
const note = away.kind === "direct" ? (away.note?.text ?? "") : "";
if (note === "") throw new Error("a personal matter would be answered in the channel");

const recent = { messageId: "M", arrivedAt: askedAt, isSettled: true, outcome: "answered", case: null } as const;
const empty = { questions: [], cases: [], queues: null, wayToPerson, keptInWords };
const member = {
  ...empty,
  questions: [
    { ...recent, question: questions.over, isSettled: false, outcome: null },
    { ...recent, question: questions.personal, case: { id: caseId, state: "pending" } as const },
    { ...recent, question: questions.answer },
  ],
  cases: [
    {
      id: caseId,
      state: "pending",
      question: questions.personal,
      openedAt: askedAt,
      dueOn: "2025-06-23",
      isTaken: true,
    } as const,
  ],
};
const glance = { waiting: { normal: 4, high: 1, urgent: 0 }, unassigned: 3, dueSoon: 1, oldestAt: "2025-06-12T09:00:00.000Z" };
const glances = [
  { ...glance, queue: "urgent", waiting: { normal: 0, high: 0, urgent: 1 }, unassigned: 1, dueSoon: 0, oldestAt: askedAt },
  { ...glance, queue: "redundancy-and-change" },
  { ...glance, queue: "general", waiting: { normal: 2, high: 0, urgent: 0 }, unassigned: 0, dueSoon: 0 },
];
const nameOf = (queue: string) => reps.queues.find(({ id }) => id === queue)?.name ?? queue;
const repWords =
  "Hello Sam. I have read your letter. Please do not sign anything before Monday. I can ring you on Friday at 2 pm, is that good?";

const scenes: Record<string, SlackScene> = {
  answer: told(questions.answer, replies.answer),
  "long-answer": told(questions.long, replies.long),
  "several-questions": told(questions.several, replies.several),
  notices: told(questions.answer, late),
  "hand-over": told(questions.over, replies.over),
  personal: told(questions.personal, replies.personal),
  "personal-in-channel": {
    kind: "messages",
    title: "what the channel sees",
    messages: [
      { from: "member", text: `@Noticeboard ${questions.personal}` },
      { from: "whisper", text: note },
    ],
  },
  crisis: told(questions.crisis, replies.crisis),
  "rep-reply": told(questions.personal, { kind: "rep", caseId, signedAs: "Ada Okafor", words: repWords }),
  "rep-asked": {
    kind: "messages",
    title: "after Ask a rep and This helped",
    messages: [
      { from: "whisper", text: thanksInWords({ ...taken, caseId: null }, wayToPerson) },
      { from: "whisper", text: askedInWords({ ...taken, withRep: true }, true, wayToPerson)! },
      ...posted({ kind: "worded", text: fillWording(wording, "rep_asked", { case_id: caseId }) }),
    ],
  },
  "exact-words": { kind: "modal", title: "The exact words", view: exactWordsView(replies.answer, true) as never },
  "not-right": { kind: "modal", title: "Not right", view: notRightView("{}") as never },
  "not-right-thanks": { kind: "modal", title: "Thanks", view: thanksView(notedInWords(taken, wayToPerson)) as never },
  "home-member": { kind: "home", title: "Home", blocks: homeView(member).blocks },
  "home-rep": { kind: "home", title: "Home", blocks: homeView({ ...empty, queues: { glances, nameOf } }).blocks },
  "home-first": { kind: "home", title: "Home", blocks: homeView(empty).blocks },
};

const browser = await startChromium();
mkdirSync(folder, { recursive: true });
/** A phone in dark and a desk in light: between them every width and colour is seen once. */
const sizes = [
  { name: "phone", look: "dark", width: 400 },
  { name: "desk", look: "light", width: 760 },
] as const;
try {
  for (const { name: size, look, width } of sizes) {
    const page = await browser.newPage({ viewport: { width, height: 200 } });
    for (const [name, scene] of Object.entries(scenes)) {
      await page.setContent(slackPage(scene, look));
      const file = path.join(folder, `${name}-${size}.png`);
      writeFileSync(file, palettePng(await page.screenshot({ fullPage: true })));
      process.stdout.write(`${path.relative(process.cwd(), file)}\n`);
    }
  }
} finally {
  await browser.close();
  await app.close();
  rmSync(dataFolder, { recursive: true, force: true });
}
