/** A message in the fake workspace, as Slack keeps it. */
export type FakeMessage = {
  ts: string;
  channel: string;
  user: string;
  text: string;
  threadTs: string | null;
  blocks: unknown[];
  metadata: unknown;
  /** Seen by this user alone, and kept nowhere: history does not have it. */
  ephemeralTo: string | null;
  /** Null for a message that was posted whole. */
  streaming: "in_progress" | "completed" | null;
  /** When its writer changed it; left out for one that is as it was written. */
  editedTs?: string;
};

/** A user of the fake workspace. */
export type FakeUser = { id: string; isGuest: boolean; isForeign: boolean; isDeleted: boolean; isBot: boolean };

/** What the workspace holds, to be looked at and changed by tests. */
export type Workspace = {
  team: string;
  botUser: string;
  botId: string;
  users: Map<string, FakeUser>;
  archived: Set<string>;
  messages: FakeMessage[];
  views: { kind: "modal" | "home"; user: string; view: unknown }[];
  statuses: { channel: string; threadTs: string; status: string }[];
  /** A new instant, later than every one before. */
  nextTs(): string;
  /** What a person writes; events are for the caller to send. */
  write(message: { channel: string; user: string; text: string; threadTs?: string | null }): FakeMessage;
  /** The direct conversation of a user with the bot. */
  directOf(user: string): string;
  /** What can be read in a conversation, oldest first: no ephemeral messages. */
  read(channel: string, threadTs: string | null): FakeMessage[];
};

/** A workspace with the bot and nobody else in it; users are made when they are first named. */
export const createWorkspace = (): Workspace => {
  const messages: FakeMessage[] = [];
  let last = Date.now() * 1000;
  const nextTs = (): string => {
    last = Math.max(last + 1, Date.now() * 1000);
    return `${Math.floor(last / 1_000_000)}.${String(last % 1_000_000).padStart(6, "0")}`;
  };
  return {
    team: "T0FAKE",
    botUser: "U0BOT",
    botId: "B0BOT",
    users: new Map(),
    archived: new Set(),
    messages,
    views: [],
    statuses: [],
    nextTs,
    write: ({ channel, user, text, threadTs = null }) => {
      const message: FakeMessage = {
        ts: nextTs(),
        channel,
        user,
        text,
        threadTs,
        blocks: [],
        metadata: null,
        ephemeralTo: null,
        streaming: null,
      };
      messages.push(message);
      return message;
    },
    directOf: (user) => `D${user.slice(1)}`,
    read: (channel, threadTs) =>
      messages.filter(
        (message) =>
          message.channel === channel &&
          message.ephemeralTo === null &&
          (threadTs === null
            ? message.threadTs === null || message.threadTs === message.ts
            : message.ts === threadTs || message.threadTs === threadTs),
      ),
  };
};
