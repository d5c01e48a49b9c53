import type { App } from "@slack/bolt";
import type { HomePages } from "../home-page.ts";
import { readEvent, type SlackIdentity } from "../read-event.ts";

/** Shows the home page to whoever opens it. Nothing is stored, so Slack need not wait for it. */
export const listenToHome = (
  app: App,
  { identity, pages }: { identity: SlackIdentity; pages: Pick<HomePages, "show"> },
): void => {
  app.event("app_home_opened", async ({ body }) => {
    const news = readEvent(identity, body);
    if (news.kind === "home_opened") pages.show(news.user);
  });
};
