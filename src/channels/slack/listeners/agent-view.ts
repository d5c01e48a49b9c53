import type { App } from "@slack/bolt";
import { z } from "zod";
import type { AgentView } from "../agent-view.ts";
import { readEvent, type SlackIdentity } from "../read-event.ts";

/** Of an agent, opening the direct conversation takes the place of `assistant_thread_started`: https://docs.slack.dev/ai/migrating-to-agent-messaging/ */
const MessagesOpened = z.object({
  event: z.object({ type: z.literal("app_home_opened"), tab: z.literal("messages"), channel: z.string().min(1) }),
});

/**
 * Shows what can be asked to whoever opens the conversation: in the agent view of new apps, and in the assistant pane of apps that were made before
 * it. Nothing is stored, so Slack need not wait. Plain events and not Bolt's `Assistant`, which would take each message of a pane for itself, past the
 * listener that stores it, and keeps a context that nothing here reads.
 */
export const listenToAgentView = (app: App, { identity, view }: { identity: SlackIdentity; view: AgentView }): void => {
  app.event("assistant_thread_started", async ({ body }) => {
    const news = readEvent(identity, body);
    if (news.kind !== "assistant_opened" || news.place.threadTs === null) return;
    void view.greet({ channel: news.place.channel, threadTs: news.place.threadTs });
  });
  app.event("app_home_opened", async ({ body }) => {
    const opened = MessagesOpened.safeParse(body);
    if (opened.success) void view.offer({ channel: opened.data.event.channel, threadTs: null });
  });
};
