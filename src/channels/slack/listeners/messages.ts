import type { App } from "@slack/bolt";
import { readEvent, type SlackIdentity } from "../read-event.ts";
import { type TakeInDeps, takeIn } from "../take-in.ts";

/** Direct messages, mentions, and what is written in threads where Noticeboard has answered. */
export const listenToMessages = (app: App, deps: TakeInDeps & { identity: SlackIdentity }): void => {
  const listen = async ({ body }: { body: unknown }): Promise<void> => {
    const news = readEvent(deps.identity, body);
    if (news.kind === "message") await takeIn(deps, news.message);
  };
  app.event("message", listen);
  app.event("app_mention", listen);
};
