import type { App } from "@slack/bolt";
import { z } from "zod";
import type { InboundMessage } from "../../../domain/message.ts";
import type { Accepted } from "../../../flows/accept-message.ts";
import { placeAsText, type SlackPlace, threadKeyOf } from "../slack-place.ts";
import { escaped, plainTextOf } from "../slack-text.ts";

/** What a command needs. `say` gives approved wording with its blanks filled. */
export type ListenToCommandsDeps = {
  identity: { botUserId: string };
  accept: (message: InboundMessage) => Promise<Accepted>;
  memberKeyOf: (user: string) => string;
  say: (key: "command_taken" | "command_empty" | "command_not_taken") => string;
  now: () => Date;
  log: (code: string, cause: unknown) => void;
};

const Command = z.object({
  team_id: z.string().min(1),
  channel_id: z.string().min(1),
  user_id: z.string().min(1),
  text: z.string().default(""),
  trigger_id: z.string().min(1),
});

const askedBy = async (
  deps: ListenToCommandsDeps,
  body: unknown,
): Promise<"command_taken" | "command_empty" | "command_not_taken"> => {
  const read = Command.safeParse(body);
  if (!read.success) return "command_not_taken";
  const { team_id: team, channel_id: channel, user_id: user, trigger_id: trigger } = read.data;
  const text = plainTextOf(read.data.text, deps.identity.botUserId);
  if (text === "" || text.toLowerCase() === "help") return "command_empty";
  const place: SlackPlace = { surface: "command", team, channel, user, threadTs: null, messageTs: null, isShared: false };
  const accepted = await deps.accept({
    channel: "slack",
    // Slack gives each use of a command a trigger of its own.
    externalId: `${team}:command:${trigger}`,
    threadKey: threadKeyOf(place),
    memberKey: deps.memberKeyOf(`${team}:${user}`),
    replyTo: placeAsText(place),
    text,
    sentAt: deps.now().toISOString(),
  });
  return accepted.kind === "refused" ? "command_not_taken" : "command_taken";
};

/** `/ask`: the question is stored before Slack is told, and the member hears at once where the answer will come. */
export const listenToCommands = (app: App, deps: ListenToCommandsDeps): void => {
  app.command("/ask", async ({ body, ack }) => {
    // Slack does not send a command again: whoever asked must be told that it was lost.
    const became = await askedBy(deps, body).catch((cause: unknown) => {
      deps.log("slack_command_not_taken", cause);
      return "command_not_taken" as const;
    });
    await ack({ response_type: "ephemeral", text: escaped(deps.say(became)) });
  });
};
