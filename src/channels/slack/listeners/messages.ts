import type { App } from "@slack/bolt";
import type { ChannelName } from "../../../domain/message.ts";
import type { Withdrawn } from "../../../ports/spine-store.ts";
import { readEvent, type SlackIdentity } from "../read-event.ts";
import type { SlackStreams } from "../streams/slack-streams.ts";
import { takeIn } from "../take-in.ts";
import { type TakeInEditDeps, takeInEdit } from "../take-in-edit.ts";
import type { WorkingStatus } from "../working-status.ts";

/** What listening to messages needs. `withdraw` takes a message back that was taken in. */
export type ListenToMessagesDeps = TakeInEditDeps & {
  identity: SlackIdentity;
  withdraw: (channel: ChannelName, externalId: string) => Promise<Withdrawn>;
  /** Shows the member that a message is in hand. */
  status: Pick<WorkingStatus, "show">;
  /** Where claims may be on their way to the member. */
  streams?: Pick<SlackStreams, "abandon">;
};

/** Direct messages, mentions, and what is written in threads where Noticeboard has answered; with their edits and deletions. */
export const listenToMessages = (app: App, deps: ListenToMessagesDeps): void => {
  const listen = async ({ body }: { body: unknown }): Promise<void> => {
    const news = readEvent(deps.identity, body);
    if (news.kind === "message") {
      const { place } = news.message;
      const isQuiet = place.surface === "channel" && deps.ruleOf(place.channel) !== "mention";
      if ((await takeIn(deps, news.message)) === "accepted" && !isQuiet) deps.status.show(place);
    }
    if (news.kind === "edited") await takeInEdit(deps, news);
    if (news.kind === "deleted") {
      await deps.withdraw("slack", news.externalId);
      deps.streams?.abandon(news.externalId);
    }
  };
  app.event("message", listen);
  app.event("app_mention", listen);
};
