/**
 * What the bot asks a workspace for. `methods` of the Web API and `events` need the scope (https://docs.slack.dev/reference/methods/NAME and
 * /reference/events/NAME, "Scopes"); `without` says what does not work when it is missing. A method that needs one of several kinds of conversation
 * stands under each. `slack-manifest.yaml` asks for exactly these.
 */
export type NeededScope = { scope: string; methods: readonly string[]; events: readonly string[]; without: string };

const reading = ["conversations.history", "conversations.replies"] as const;

/** After a gap, what was written meanwhile is looked for in the conversations that the bot is part of. */
const listing = (kind: string) => ({
  methods: ["users.conversations"],
  events: [],
  without: `what was written in ${kind} while Slack could not be reached stays unanswered`,
});

/** In the order of the manifest. */
export const neededScopes: readonly NeededScope[] = [
  {
    scope: "app_mentions:read",
    methods: [],
    events: ["app_mention"],
    without: "nobody can ask by @Noticeboard in a channel",
  },
  {
    scope: "assistant:write",
    methods: ["assistant.threads.setSuggestedPrompts", "assistant.threads.setTitle"],
    events: ["assistant_thread_started"],
    without: "the agent view offers no questions and its conversations have no names",
  },
  {
    scope: "channels:history",
    methods: reading,
    events: ["message.channels"],
    without: "follow-ups in a public channel go unheard, and a reply that may be out cannot be looked for",
  },
  { scope: "channels:read", ...listing("public channels") },
  {
    scope: "chat:write",
    methods: [
      "assistant.threads.setStatus",
      "chat.appendStream",
      "chat.delete",
      "chat.postEphemeral",
      "chat.postMessage",
      "chat.startStream",
      "chat.stopStream",
      "chat.update",
    ],
    events: [],
    without: "no reply can be posted at all",
  },
  { scope: "commands", methods: [], events: [], without: 'there is no /ask and no shortcut "Ask about this"' },
  {
    scope: "groups:history",
    methods: reading,
    events: ["message.groups"],
    without: "follow-ups in a private channel go unheard, and a reply that may be out cannot be looked for",
  },
  { scope: "groups:read", ...listing("private channels") },
  {
    scope: "im:history",
    methods: reading,
    events: ["message.im"],
    without: "direct messages to the bot are not heard",
  },
  { scope: "im:read", ...listing("direct messages") },
  {
    scope: "im:write",
    methods: ["conversations.open"],
    events: [],
    without: "personal matters and answers to /ask cannot go to a direct message",
  },
  {
    scope: "mpim:history",
    methods: reading,
    events: ["message.mpim"],
    without: "follow-ups in a group message go unheard, and a reply that may be out cannot be looked for",
  },
  { scope: "mpim:read", ...listing("group messages") },
  {
    scope: "users:read",
    methods: ["users.info"],
    events: [],
    without: "guests and people of other organisations cannot be told from members",
  },
];

/** Methods that any token may call: https://docs.slack.dev/reference/methods/auth.test and the like. Modals and the home come with the app itself. */
export const unscopedMethods: readonly string[] = ["auth.test", "views.open", "views.publish"];
