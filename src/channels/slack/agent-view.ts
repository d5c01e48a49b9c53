import type { DocumentRecord } from "../../domain/document.ts";
import { exampleQuestions } from "../../domain/example-questions.ts";
import { paragraph, words } from "./blocks/rich-text.ts";
import type { CallSlack } from "./slack-call.ts";
import { escaped } from "./slack-text.ts";

/** What the agent view needs. `greeting` is approved wording; `documents` are those that are served, none before the first sync. */
export type AgentViewDeps = {
  call: CallSlack;
  greeting: () => string;
  documents: () => DocumentRecord[];
  log: (code: string, cause: unknown) => void;
};

/** Where nothing was asked yet: a thread of the older assistant pane, or the whole direct conversation (null) of an agent. */
export type EmptyPlace = { channel: string; threadTs: string | null };

/** Shows a member what can be asked. It is an extra: nothing is stored for it, and a failure is only told to the log. */
export type AgentView = {
  /** Offers questions from the pages that are served. */
  offer(place: EmptyPlace): Promise<void>;
  /** Greets in approved wording, and offers. */
  greet(place: EmptyPlace & { threadTs: string }): Promise<void>;
};

/** Greeted threads that are remembered, since Slack may send an event twice. */
const kept = 1000;
const titleLetters = 75;

const shortened = (text: string): string => (text.length > titleLetters ? `${text.slice(0, titleLetters - 1)}\u2026` : text);

/** The agent view over Slack. */
export const createAgentView = ({ call, greeting, documents, log }: AgentViewDeps): AgentView => {
  const greeted = new Set<string>();
  const told = async (method: string, args: Record<string, unknown>): Promise<void> => {
    const result = await call(method, args);
    if (result.kind !== "done") log("slack_agent_view_failed", { code: result.code });
  };
  const offer = async ({ channel, threadTs }: EmptyPlace): Promise<void> => {
    const prompts = exampleQuestions(undefined, documents()).map((message) => ({ title: shortened(message), message }));
    if (prompts.length === 0) return;
    // With a thread an agent's call is dropped without a word; an older app's needs one:
    // https://docs.slack.dev/reference/methods/assistant.threads.setSuggestedPrompts
    const thread = threadTs === null ? {} : { thread_ts: threadTs };
    await told("assistant.threads.setSuggestedPrompts", { channel_id: channel, ...thread, prompts });
  };
  return {
    offer,
    greet: async ({ channel, threadTs }) => {
      const key = `${channel}:${threadTs}`;
      if (greeted.has(key)) return;
      greeted.add(key);
      if (greeted.size > kept) greeted.delete(greeted.values().next().value!);
      const says = greeting();
      const metadata = { event_type: "noticeboard_greeting", event_payload: {} };
      await told("chat.postMessage", {
        channel,
        thread_ts: threadTs,
        text: escaped(says),
        blocks: paragraph(words(says)),
        metadata,
      });
      await offer({ channel, threadTs });
    },
  };
};
