import { randomUUID } from "node:crypto";
import { slackParts } from "../../src/compose-slack.ts";
import { openSpine } from "../../src/compose-spine.ts";
import type { ChannelRule } from "../../src/domain/knowledge-config.ts";
import type { RouteName } from "../../src/domain/route.ts";
import { type HandleMessageDeps, handleMessage } from "../../src/flows/handle-message.ts";
import { handleQuestion } from "../../src/flows/handle-question.ts";
import { startFakeSlack } from "../../tools/fake-slack/fake-slack.ts";
import type { FakeMessage } from "../../tools/fake-slack/workspace.ts";
import { plainReply } from "./plain-reply.ts";
import { reps, wording } from "./spine-process.ts";
import { openAt, type StorePlace } from "./store-place.ts";

const team = "T0FAKE";

const routeOf = (text: string): RouteName => {
  if (/end my life/i.test(text)) return "crisis";
  return /\bmy (?:letter|hearing|manager)\b/i.test(text) ? "personal" : "general";
};

/**
 * The whole service but its knowledge: the fake Slack, real Bolt, the spine and a store. A general question is answered with its own words;
 * everything else is decided as it is in service. `held` keeps answers back until it is let go.
 */
export const openSlackService = async (place: StorePlace, over: { rules?: Record<string, ChannelRule> } = {}) => {
  const slack = await startFakeSlack();
  const store = await openAt(place);
  const faults: string[] = [];
  let made = 0;
  const newCaseId = (): string => {
    made += 1;
    return `C-00000${made}`;
  };
  const parts = slackParts(
    {
      slack: { botToken: "xoxb-test", way: { kind: "socket", appToken: "xapp-test" }, apiUrl: slack.apiUrl },
      memberSecret: "a secret for tests that is long enough",
      dataFolder: "/nowhere",
    },
    {
      store,
      reps: () => reps,
      wording: () => wording,
      newCaseId,
      now: () => new Date(),
      rules: () => ({ channels: over.rules ?? {} }),
      documents: () => [],
    },
    (code, cause) => void faults.push(`${code} ${String(cause)}`),
  );
  let held: Promise<void> = Promise.resolve();
  const answer: HandleMessageDeps["answer"] = async ({ id, text: question, sentAt }, history, treatment) => {
    await held;
    const handled = await handleQuestion(
      {
        knowledge: () => null,
        route: (text) => ({ route: routeOf(text), certainty: 0.9, why: "a test says so", topic: null, deadline: null }),
        wording,
        reps,
        newCaseId,
        now: () => new Date(),
        logFault: (code) => void faults.push(code),
        answering: null,
        redact: (text) => ({ text, found: [] }),
        newAnswerId: () => randomUUID(),
      },
      { id, question, scenario: null, history, skipRouting: false, sentAt, ...treatment },
    );
    if (handled.reply.reason !== "no_knowledge") return handled;
    return { reply: plainReply(`You asked: ${question}`), effects: { opened: null, receipt: null } };
  };
  const spine = openSpine({
    store: store.spine,
    cases: store.cases,
    handleMessage: (message, before) =>
      handleMessage({ cases: store.cases, answer, mannersOf: parts.mannersOf }, message, before),
    introOf: () => "I am a bot.",
    reps: () => reps,
    wording: () => wording,
    newCaseId,
    inlets: parts.inlets,
    channels: parts.channels,
    crashAt: null,
    now: () => new Date(),
    record: ({ code, cause }) => {
      if (cause !== undefined) faults.push(`${code} ${String(cause)}`);
    },
  });
  const until = async (isSo: () => boolean | Promise<boolean>): Promise<void> => {
    while (!(await isSo())) await new Promise((resolve) => setTimeout(resolve, 10));
  };
  await spine.listen();
  spine.start();
  await until(() => slack.sockets.count() === 2);

  const event = (inner: Record<string, unknown>) =>
    slack.sockets.send("events_api", { type: "event_callback", team_id: team, event_id: `Ev${randomUUID()}`, event: inner });
  const typeOf = (channel: string) => ({ channel, channel_type: channel.startsWith("D") ? "im" : "channel" });
  const told = (message: FakeMessage, more: Record<string, unknown> = {}) => ({
    type: "message",
    user: message.user,
    text: message.text,
    ts: message.ts,
    ...(message.threadTs !== null && { thread_ts: message.threadTs }),
    ...typeOf(message.channel),
    ...more,
  });
  return {
    slack,
    store,
    spine,
    faults,
    until,
    event,
    /** Keeps answers back until the function that it gives is called. */
    hold: (): (() => void) => {
      const gate = Promise.withResolvers<void>();
      held = gate.promise;
      return gate.resolve;
    },
    /** Somebody writes; a mention comes as Slack sends it, in two events. */
    say: async (
      channel: string,
      user: string,
      text: string,
      threadTs: string | null = null,
      more: Record<string, unknown> = {},
    ) => {
      const message = slack.workspace.write({ channel, user, text, threadTs });
      const sent = await event(told(message, more));
      if (text.includes("<@U0BOT>") && !channel.startsWith("D")) await event(told(message, { ...more, type: "app_mention" }));
      return { ...message, acknowledged: sent.acknowledged };
    },
    edit: async (message: FakeMessage, text: string) => {
      const edited = { user: message.user, ts: slack.workspace.nextTs() };
      const changed = {
        type: "message",
        subtype: "message_changed",
        hidden: true,
        ts: edited.ts,
        ...typeOf(message.channel),
        message: { ...told({ ...message, text }), edited },
        previous_message: told(message),
      };
      await event(changed);
      return () => event(changed);
    },
    remove: (message: FakeMessage) =>
      event({
        type: "message",
        subtype: "message_deleted",
        hidden: true,
        ts: slack.workspace.nextTs(),
        deleted_ts: message.ts,
        ...typeOf(message.channel),
        previous_message: told(message),
      }),
    command: (text: string, more: Record<string, unknown> = {}) =>
      slack.sockets.send("slash_commands", {
        command: "/ask",
        text,
        team_id: team,
        team_domain: "fake",
        channel_id: "C1",
        channel_name: "general",
        user_id: "U1",
        user_name: "one",
        api_app_id: "A0FAKE",
        response_url: "https://hooks.slack.test/x",
        trigger_id: randomUUID(),
        is_enterprise_install: "false",
        ...more,
      }),
    shortcut: (message: Record<string, unknown>, more: Record<string, unknown> = {}) =>
      slack.sockets.send("interactive", {
        type: "message_action",
        callback_id: "ask_noticeboard",
        trigger_id: randomUUID(),
        action_ts: "1.1",
        message_ts: "1.0",
        response_url: "https://hooks.slack.test/x",
        team: { id: team, domain: "fake" },
        user: { id: "U1", name: "one" },
        channel: { id: "C1", name: "general" },
        message: { type: "message", ts: "1.0", ...message },
        ...more,
      }),
    /** Resolves when everything that came in has had its end and everything that goes out is out. */
    settled: () =>
      until(async () => {
        const { jobs, replies } = await spine.counts();
        return ![jobs.ready, jobs.leased, replies.ready, replies.sending, replies.unknown].some((count) => (count ?? 0) > 0);
      }),
    /** What the bot posted and still stands, in the order of posting: where, for whom alone, and all its words. */
    posts: () =>
      slack.workspace.messages
        .filter(({ user }) => user === slack.workspace.botUser)
        .map(({ channel, threadTs, ephemeralTo, text, blocks }) => ({
          channel,
          threadTs,
          ephemeralTo,
          words: `${text} ${JSON.stringify(blocks)}`,
        })),
    close: async () => {
      await spine.stop();
      await slack.close();
      await store.close();
    },
  };
};
