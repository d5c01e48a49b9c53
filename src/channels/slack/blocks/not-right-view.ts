import type { ModalView, PlainTextOption } from "@slack/types";
import { z } from "zod";
import { Complaint, type FeedbackProblem, maxRemarkCharacters } from "../../../domain/feedback.ts";
import { paragraph, withAddresses } from "./rich-text.ts";

/** By this Slack says which form was sent in. */
export const notRightForm = "not_right_form";

const labels: Record<FeedbackProblem, string> = {
  out_of_date: "It is out of date",
  wrong: "It is wrong",
  not_my_question: "It does not answer my question",
  rude_or_unclear: "It is rude, or I do not understand it",
  other: "Something else",
};

const plain = (text: string) => ({ type: "plain_text" as const, text });

/** Slack cuts an option off after 75 letters (https://docs.slack.dev/reference/block-kit/composition-objects/option-object). */
const option = (value: string, text: string): PlainTextOption => ({ text: plain(text), value });

/** Asks what is wrong with a reply. `about` comes back with the answers. */
export const notRightView = (about: string): ModalView => ({
  type: "modal",
  callback_id: notRightForm,
  private_metadata: about,
  title: plain("What is not right?"),
  submit: plain("Send"),
  close: plain("Cancel"),
  blocks: [
    {
      type: "input",
      block_id: "problem",
      label: plain("Which fits best?"),
      element: {
        type: "radio_buttons",
        action_id: "problem",
        options: Object.entries(labels).map(([value, text]) => option(value, text)),
      },
    },
    {
      type: "input",
      block_id: "words",
      optional: true,
      label: plain("What should it say?"),
      hint: plain("A rep will read this. You can leave it empty."),
      element: { type: "plain_text_input", action_id: "words", multiline: true, max_length: maxRemarkCharacters },
    },
    {
      type: "input",
      block_id: "rep",
      optional: true,
      label: plain("Do you need a person?"),
      element: {
        type: "checkboxes",
        action_id: "rep",
        options: [option("rep", "Yes, please have a rep write to me")],
      },
    },
  ],
});

/** The form's answers, by block and action (https://docs.slack.dev/reference/interaction-payloads/view-interactions-payload). */
const Values = z.object({
  problem: z.object({ problem: z.object({ selected_option: z.object({ value: z.string() }) }) }),
  words: z.object({ words: z.object({ value: z.string().nullish() }) }).optional(),
  rep: z.object({ rep: z.object({ selected_options: z.array(z.unknown()).nullish() }) }).optional(),
});

/** What a member says is wrong; null when nothing was chosen. */
export const readNotRight = (values: unknown): Complaint | null => {
  const read = Values.safeParse(values);
  if (!read.success) return null;
  const { problem, words: remark, rep } = read.data;
  const complaint = Complaint.safeParse({
    problem: problem.problem.selected_option.value,
    words: remark?.words.value ?? null,
    wantsRep: (rep?.rep.selected_options ?? []).length > 0,
  });
  return complaint.success ? complaint.data : null;
};

/** Says in the place of the form what became of it. */
export const thanksView = (lines: readonly string[]): ModalView => ({
  type: "modal",
  title: plain("Thank you"),
  close: plain("Close"),
  blocks: lines.flatMap((line) => paragraph(...withAddresses(line))),
});
