/**
 * Who may call what in the fake. While `bot` and `app` are null any token of the right kind does. `fault` is what Slack says of every call of the
 * bot from now on (`token_revoked`, `account_inactive`, `invalid_auth`).
 */
export type FakeTokens = {
  bot: string | null;
  app: string | null;
  /** Null: all that there are. */
  botScopes: readonly string[] | null;
  appScopes: readonly string[];
  fault: string | null;
  socketModeIsOn: boolean;
  /** How far Slack's clock is ahead of this machine's. */
  aheadMs: number;
};

/** What Slack answers to a call that it does not let through. */
export type TokenRefusal = { error: string; needed?: string; provided?: string };

/** Tokens of which any of the right kind may do everything, until a test says otherwise. */
export const createTokens = (): FakeTokens => ({
  bot: null,
  app: null,
  botScopes: null,
  appScopes: ["connections:write"],
  fault: null,
  socketModeIsOn: true,
  aheadMs: 0,
});

const history = (channel: string): string =>
  channel.startsWith("D") ? "im:history" : channel.startsWith("G") ? "groups:history" : "channels:history";

/** The one scope that a method wants, by Slack's pages on each method; null for those that want none. */
const scopeOf = (method: string, channel: string): string | null => {
  if (method === "conversations.history" || method === "conversations.replies") return history(channel);
  if (method === "conversations.open") return "im:write";
  if (method === "users.info") return "users:read";
  if (method === "assistant.threads.setStatus" || method.startsWith("chat.")) return "chat:write";
  return method.startsWith("assistant.") ? "assistant:write" : null;
};

/** Judges a call by the token in its `Authorization` header, as Slack does before it looks at anything else; null lets it through. */
export const refusalOf = (
  tokens: FakeTokens,
  method: string,
  authorization: string | undefined,
  args: Record<string, unknown>,
): TokenRefusal | null => {
  const token = authorization?.replace(/^Bearer /, "") ?? (typeof args.token === "string" ? args.token : "");
  if (token === "") return method === "api.test" ? null : { error: "not_authed" };
  if (method === "apps.connections.open") {
    if (token.startsWith("xoxb-")) return { error: "not_allowed_token_type" };
    if (!token.startsWith("xapp-") || (tokens.app !== null && token !== tokens.app)) return { error: "invalid_auth" };
    if (tokens.appScopes.includes("connections:write")) return null;
    return { error: "missing_scope", needed: "connections:write", provided: tokens.appScopes.join(",") };
  }
  if (token.startsWith("xapp-")) return { error: "not_allowed_token_type" };
  if (tokens.fault !== null) return { error: tokens.fault };
  if (tokens.bot !== null && token !== tokens.bot) return { error: "invalid_auth" };
  const needed = scopeOf(method, String(args.channel ?? ""));
  if (needed === null || tokens.botScopes === null || tokens.botScopes.includes(needed)) return null;
  return { error: "missing_scope", needed, provided: tokens.botScopes.join(",") };
};

/** The headers that tell a caller about its token and Slack's time. */
export const tokenHeaders = (tokens: FakeTokens): Record<string, string> => ({
  date: new Date(Date.now() + tokens.aheadMs).toUTCString(),
  ...(tokens.botScopes !== null && { "x-oauth-scopes": tokens.botScopes.join(",") }),
});
