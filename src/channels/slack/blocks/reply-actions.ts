import type { ActionsBlock, Button } from "@slack/types";
import type { AnswerReply } from "../../../domain/reply.ts";

/** What a member can press under a reply; closed. The value of each button is the id of the member's message. */
export const replyActionIds = ["exact_words", "this_helped", "not_right", "ask_a_rep"] as const;
export type ReplyActionId = (typeof replyActionIds)[number];

const button = (action: ReplyActionId, label: string, messageId: string): Button => ({
  type: "button",
  action_id: action,
  text: { type: "plain_text", text: label, emoji: false },
  value: messageId,
});

/** The buttons under a reply: what fits it. A reply that opened a case has no need of "Ask a rep". */
export const replyActions = (reply: AnswerReply, messageId: string): ActionsBlock => {
  const answered = reply.parts.length > 0;
  return {
    type: "actions",
    elements: [
      ...(answered ? [button("exact_words", "Show the exact words", messageId)] : []),
      ...(answered ? [button("this_helped", "This helped", messageId)] : []),
      button("not_right", "Not right", messageId),
      ...(reply.case === null ? [button("ask_a_rep", "Ask a rep", messageId)] : []),
    ],
  };
};
