import type { ActionsBlock, Button } from "@slack/types";
import type { AnswerReply } from "../../../domain/reply.ts";

/** What a member can press under a reply; closed. The value of each button is the id of the member's message. */
export const replyActionIds = ["exact_words", "this_helped", "not_right", "ask_a_rep"] as const;
export type ReplyActionId = (typeof replyActionIds)[number];

const labels: Record<ReplyActionId, string> = {
  exact_words: "Show the exact words",
  this_helped: "This helped",
  not_right: "Not right",
  ask_a_rep: "Ask a rep",
};

const button = (action: ReplyActionId, messageId: string): Button => ({
  type: "button",
  action_id: action,
  text: { type: "plain_text", text: labels[action], emoji: false },
  value: messageId,
});

/** What fits a reply. Nobody in a crisis is asked for an opinion, small talk needs none, and a reply that opened a case has no need of "Ask a rep". */
const actionsOf = ({ parts, outcome, reason, case: opened }: AnswerReply): ReplyActionId[] => {
  if (reason === "crisis") return [];
  const isAnswered = parts.length > 0;
  const isSmallTalk = outcome === "signposted" || outcome === "clarify";
  return [
    ...(isAnswered ? (["exact_words", "this_helped"] as const) : []),
    ...(isSmallTalk ? [] : (["not_right"] as const)),
    ...(opened === null ? (["ask_a_rep"] as const) : []),
  ];
};

/** The buttons under a reply; none where none fits. */
export const replyActions = (reply: AnswerReply, messageId: string): ActionsBlock[] => {
  const elements = actionsOf(reply).map((action) => button(action, messageId));
  return elements.length === 0 ? [] : [{ type: "actions", elements }];
};
