import type { App } from "@slack/bolt";
import { z } from "zod";
import { withAttachments } from "../../../domain/attachments.ts";
import type { InboundMessage } from "../../../domain/message.ts";
import type { Accepted } from "../../../flows/accept-message.ts";
import { placeAsText, type SlackPlace, threadKeyOf } from "../slack-place.ts";
import { plainTextOf } from "../slack-text.ts";

/** What the shortcut needs. */
export type ListenToShortcutsDeps = {
  identity: { botUserId: string };
  accept: (message: InboundMessage) => Promise<Accepted>;
  memberKeyOf: (user: string) => string;
  now: () => Date;
  log: (code: string, cause: unknown) => void;
};

const Shortcut = z.object({
  trigger_id: z.string().min(1),
  team: z.object({ id: z.string().min(1) }),
  user: z.object({ id: z.string().min(1) }),
  channel: z.object({ id: z.string().min(1) }),
  message: z.object({
    text: z.string().default(""),
    user: z.string().optional(),
    bot_id: z.string().optional(),
    files: z.array(z.object({ name: z.string().nullish() })).optional(),
  }),
});

const wordsOf = ({ user, message }: z.infer<typeof Shortcut>): SlackPlace["wordsOf"] => {
  if (message.bot_id !== undefined || message.user === undefined) return "bot";
  return message.user === user.id ? undefined : "another";
};

/**
 * "Ask Noticeboard about this" under any message, a bot's too. The answer goes to the asker's direct conversation, never where the message stands. Whose
 * words they are goes with them: somebody else's own matter is not the asker's to bring, and is not kept.
 */
export const listenToShortcuts = (app: App, deps: ListenToShortcutsDeps): void => {
  app.shortcut("ask_noticeboard", async ({ body, ack }) => {
    const read = Shortcut.safeParse(body);
    if (read.success) {
      const { team, user, channel, message, trigger_id: trigger } = read.data;
      const whose = wordsOf(read.data);
      const place: SlackPlace = {
        surface: "shortcut",
        team: team.id,
        channel: channel.id,
        user: user.id,
        threadTs: null,
        messageTs: null,
        isShared: false,
        ...(whose !== undefined && { wordsOf: whose }),
      };
      await deps.accept({
        channel: "slack",
        externalId: `${team.id}:shortcut:${trigger}`,
        threadKey: threadKeyOf(place),
        memberKey: deps.memberKeyOf(`${team.id}:${user.id}`),
        replyTo: placeAsText(place),
        text: withAttachments(
          plainTextOf(message.text, deps.identity.botUserId),
          (message.files ?? []).map(({ name }) => name ?? "a file"),
        ),
        sentAt: deps.now().toISOString(),
      });
    } else deps.log("slack_shortcut_unreadable", null);
    // What could not be stored is not acknowledged, and Slack tells the asker so.
    await ack();
  });
};
