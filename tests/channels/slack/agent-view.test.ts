import type { App } from "@slack/bolt";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { createAgentView } from "../../../src/channels/slack/agent-view.ts";
import { listenToAgentView } from "../../../src/channels/slack/listeners/agent-view.ts";
import { createSlackApp } from "../../../src/channels/slack/slack-app.ts";
import { createSlackCall } from "../../../src/channels/slack/slack-call.ts";
import { storingReceiver } from "../../../src/channels/slack/storing-receiver.ts";
import type { DocumentRecord } from "../../../src/domain/document.ts";
import { type FakeSlack, startFakeSlack } from "../../../tools/fake-slack/fake-slack.ts";

const identity = { team: "T1", botUserId: "U0BOT", botId: "B0BOT" };
const document = (title: string): DocumentRecord =>
  ({ title, standing: "current", updatedOn: "2025-06-06", publishedOn: null }) as DocumentRecord;

let slack: FakeSlack;
let app: App;
let documents: DocumentRecord[];
let faults: string[];

beforeEach(async () => {
  slack = await startFakeSlack();
  documents = ["Job cuts", "Pensions", "Pay", "Leave", "A fifth"].map(document);
  faults = [];
  app = createSlackApp({ receiver: storingReceiver([], () => undefined), identity, botToken: "xoxb-1", apiUrl: slack.apiUrl });
  const call = createSlackCall("xoxb-1", slack.apiUrl);
  const greeting = () => "Hello <!channel>. I am a bot.";
  const log = (code: string) => void faults.push(code);
  listenToAgentView(app, { identity, view: createAgentView({ call, greeting, documents: () => documents, log }) });
});
afterEach(() => slack.close());

const happens = (event: Record<string, unknown>) =>
  app.processEvent({ body: { type: "event_callback", team_id: "T1", event_id: "Ev1", event }, ack: async () => undefined });
const paneOpened = () =>
  happens({
    type: "assistant_thread_started",
    assistant_thread: { user_id: "U1", channel_id: "D1", thread_ts: "1718870400.000100", context: {} },
  });
const homeOpened = (tab: string) => happens({ type: "app_home_opened", user: "U1", channel: "D1", tab });
const prompts = () => slack.calls.filter(({ method }) => method === "assistant.threads.setSuggestedPrompts");

describe("whoever opens the conversation", () => {
  test("of an agent is offered four questions from the pages, for no thread, and is not written to", async () => {
    await homeOpened("messages");
    await expect.poll(() => prompts().length).toBe(1);
    expect(prompts()[0]?.args.channel_id).toBe("D1");
    expect(prompts()[0]?.args.thread_ts).toBeUndefined();
    const offered = JSON.parse(String(prompts()[0]?.args.prompts)) as { title: string; message: string }[];
    expect(offered).toHaveLength(4);
    expect(offered[0]?.message).toContain("Job cuts");
    await homeOpened("home");
    expect(prompts()).toHaveLength(1);
    expect(slack.workspace.messages).toEqual([]);
  });

  test("of an older app's pane is greeted once in approved wording that calls nobody", async () => {
    await paneOpened();
    await paneOpened();
    await expect.poll(() => prompts().length).toBe(1);
    expect(prompts()[0]?.args.thread_ts).toBe("1718870400.000100");
    expect(slack.workspace.messages).toMatchObject([
      {
        channel: "D1",
        threadTs: "1718870400.000100",
        blocks: [{ type: "rich_text" }],
        metadata: { event_type: "noticeboard_greeting" },
      },
    ]);
    expect(slack.workspace.messages[0]?.text).not.toContain("<!");
  });

  test("is offered nothing when no page can be read, and costs nobody an event when Slack refuses", async () => {
    documents = [];
    await homeOpened("messages");
    documents = [document("Pay")];
    slack.plan({ method: "assistant.threads.setSuggestedPrompts", times: 1, kind: "error", error: "channel_not_found" });
    await homeOpened("messages");
    await expect.poll(() => faults).toEqual(["slack_agent_view_failed"]);
    expect(prompts()).toHaveLength(1);
  });
});
