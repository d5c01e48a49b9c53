import { setTimeout as sleep } from "node:timers/promises";
import { homeView } from "./channels/slack/blocks/home-view.ts";
import { createHomePages } from "./channels/slack/home-page.ts";
import { listenToHome } from "./channels/slack/listeners/home.ts";
import { listenToReplyButtons } from "./channels/slack/listeners/reply-buttons.ts";
import type { SlackIdentity } from "./channels/slack/read-event.ts";
import type { CallSlack } from "./channels/slack/slack-call.ts";
import { dayOf } from "./domain/calendar.ts";
import { fillWording } from "./domain/fill-wording.ts";
import type { RepsFile, WordingFile } from "./domain/knowledge-config.ts";
import { type TakeFeedbackDeps, takeFeedback } from "./flows/take-feedback.ts";
import type { FeedbackStore } from "./ports/feedback-store.ts";
import type { HomeStore } from "./ports/home-store.ts";

/** What people see and press is made from: the store's half, and the knowledge folder's words as they are served now. */
export type SlackPeopleParts = {
  store: TakeFeedbackDeps["store"] & { feedback: Pick<FeedbackStore, "subject">; home: HomeStore };
  reps: () => RepsFile;
  wording: () => WordingFile;
  newCaseId: () => string;
  now: () => Date;
};

const dueSoonMs = 3 * 86_400_000;
const shown = { questions: 5, cases: 10 };

const fallbackContact = ({ queues, fallbackQueue }: RepsFile): string =>
  (queues.find(({ id }) => id === fallbackQueue) ?? queues[0]!).contact;

/** Opens buttons and home page on Bolt. */
export const openSlackPeople = (
  app: Parameters<typeof listenToHome>[0],
  parts: SlackPeopleParts,
  slack: {
    identity: SlackIdentity;
    call: CallSlack;
    memberKeyOf: (user: string) => string;
    logFault: (code: string, cause: unknown) => void;
  },
): void => {
  const { store, reps, wording, now } = parts;
  const { identity, call } = slack;
  const memberKeyOf = (user: string): string => slack.memberKeyOf(`${identity.team}:${user}`);
  const inWords = (key: "way_to_person" | "what_is_kept"): string =>
    fillWording(wording(), key, { rep_contact: fallbackContact(reps()) });
  const wayToPerson = () => inWords("way_to_person");
  listenToReplyButtons(app, {
    identity,
    call,
    memberKeyOf,
    subjectOf: store.feedback.subject,
    take: (given) => takeFeedback(parts, given),
    wayToPerson,
  });
  const isRep = (user: string): boolean => reps().reps?.some((rep) => rep.slack === user) ?? false;
  const nameOf = (queue: string): string => reps().queues.find(({ id }) => id === queue)?.name ?? queue;
  const queues = async (): Promise<{ glances: Awaited<ReturnType<HomeStore["queues"]>>; nameOf: (queue: string) => string }> => {
    const dueBy = dayOf(new Date(now().getTime() + dueSoonMs));
    return { glances: await store.home.queues(dueBy), nameOf };
  };
  const pages = createHomePages({
    call,
    viewOf: async (user) => {
      const member = { channel: "slack", memberKey: memberKeyOf(user) } as const;
      return homeView({
        questions: await store.home.recentQuestions(member, shown.questions),
        cases: await store.home.openCases(member, shown.cases),
        queues: isRep(user) ? await queues() : null,
        wayToPerson: wayToPerson(),
        keptInWords: inWords("what_is_kept"),
      });
    },
    nowMs: () => performance.now(),
    sleep: (ms) => sleep(ms),
    log: slack.logFault,
  });
  listenToHome(app, { identity, pages });
};
