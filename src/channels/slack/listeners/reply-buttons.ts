import type { App } from "@slack/bolt";
import { z } from "zod";
import type { Feedback } from "../../../domain/feedback.ts";
import type { FeedbackOutcome, GivenFeedback } from "../../../flows/take-feedback.ts";
import type { FeedbackSubject } from "../../../ports/feedback-store.ts";
import { exactWordsView } from "../blocks/exact-words-view.ts";
import { notRightForm, notRightView, readNotRight, thanksView } from "../blocks/not-right-view.ts";
import type { ReplyActionId } from "../blocks/reply-actions.ts";
import { askedInWords, notedInWords, thanksInWords } from "../button-words.ts";
import { isShared, type Pressed, PressPlace, readPress, replyToPresser } from "../pressed.ts";
import type { SlackIdentity } from "../read-event.ts";
import type { CallSlack } from "../slack-call.ts";

/** What the buttons need. `subjectOf` reads what was answered; `take` stores what is said of it; `wayToPerson` is approved wording. */
export type ReplyButtonsDeps = {
  identity: SlackIdentity;
  call: CallSlack;
  memberKeyOf: (user: string) => string;
  subjectOf: (messageId: string) => Promise<FeedbackSubject | null>;
  take: (given: GivenFeedback) => Promise<FeedbackOutcome>;
  wayToPerson: () => string;
};

const Submitted = z.object({
  user: z.object({ id: z.string().min(1) }),
  view: z.object({
    id: z.string().min(1),
    private_metadata: z.string(),
    state: z.object({ values: z.unknown() }),
  }),
});

/** Says something to one member alone where they pressed. It is news of what is stored already, so nothing is lost without it. */
const whisper = async (
  { call }: ReplyButtonsDeps,
  user: string,
  { channel, threadTs }: PressPlace,
  text: string,
): Promise<void> => {
  await call("chat.postEphemeral", { channel, user, text, ...(threadTs !== null && { thread_ts: threadTs }) });
};

const membersOnly = "Sorry, this button is for members of the union's own workspace.";
const notYours = "That reply is about somebody else, so I cannot show more of it.";
const cannotOpen = "Sorry, Slack did not open the window. Please press the button again.";

const given = (deps: ReplyButtonsDeps, user: string, place: PressPlace, said: Feedback): GivenFeedback => ({
  messageId: place.messageId,
  memberKey: deps.memberKeyOf(user),
  replyTo: replyToPresser(deps.identity.team, user, place),
  said,
});

/**
 * The buttons under a reply. What changes something is stored before Slack is told that it was received, under ids that make a second press or
 * delivery do nothing. What is shown to one who pressed is seen by them alone.
 */
export const listenToReplyButtons = (app: App, deps: ReplyButtonsDeps): void => {
  const on = (action: ReplyActionId, work: (pressed: Pressed, ack: () => Promise<void>) => Promise<void>): void => {
    app.action(action, async ({ body, ack }) => {
      const pressed = readPress(deps.identity.team, body);
      if (pressed === null) return ack();
      if (!pressed.isForeign) return work(pressed, ack);
      await ack();
      await whisper(deps, pressed.user, pressed.place, membersOnly);
    });
  };

  /** Slack's permission to open a window lasts 3 s, so nothing comes before it that could wait. */
  const open = async ({ triggerId, user, place }: Pressed, view: object): Promise<void> => {
    const opened = await deps.call("views.open", { trigger_id: triggerId, view });
    if (opened.kind === "refused") await whisper(deps, user, place, cannotOpen);
  };

  on("this_helped", async ({ user, place }, ack) => {
    const outcome = await deps.take(given(deps, user, place, { kind: "helped" }));
    await ack();
    await whisper(deps, user, place, thanksInWords(outcome, deps.wayToPerson()));
  });

  on("ask_a_rep", async ({ user, place }, ack) => {
    const outcome = await deps.take(given(deps, user, place, { kind: "rep_asked" }));
    await ack();
    const text = askedInWords(outcome, isShared(place), deps.wayToPerson());
    if (text !== null) await whisper(deps, user, place, text);
  });

  on("exact_words", async (pressed, ack) => {
    await ack();
    const { user, place } = pressed;
    const subject = await deps.subjectOf(place.messageId);
    if (subject === null) return whisper(deps, user, place, thanksInWords({ kind: "gone" }, deps.wayToPerson()));
    const isAsker = deps.memberKeyOf(user) === subject.origin.memberKey;
    if (!isAsker && subject.answer.outcome !== "answered") return whisper(deps, user, place, notYours);
    await open(pressed, exactWordsView(subject.answer, isAsker));
  });

  on("not_right", async (pressed, ack) => {
    await ack();
    await open(pressed, notRightView(JSON.stringify(pressed.place)));
  });

  app.view(notRightForm, async ({ body, ack }) => {
    const { user, view } = Submitted.parse(body);
    const complaint = readNotRight(view.state.values);
    if (complaint === null) return ack({ response_action: "errors", errors: { problem: "Please choose what fits best." } });
    const place = PressPlace.parse(JSON.parse(view.private_metadata));
    const said: Feedback = { kind: "not_right", submissionId: view.id, complaint };
    const outcome = await deps.take(given(deps, user.id, place, said));
    await ack({ response_action: "update", view: thanksView(notedInWords(outcome, deps.wayToPerson())) });
  });
};
