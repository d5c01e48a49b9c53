/** Where things are pressed on Slack's pages; each begins at https://api.slack.com/apps with the app chosen. */
export const pages = {
  botToken: '"OAuth & Permissions", "Bot User OAuth Token"',
  appToken: '"Basic Information", "App-Level Tokens"',
  scopes: '"OAuth & Permissions", "Bot Token Scopes"',
  reinstall: '"Install App", "Reinstall to Workspace"',
  socketMode: '"Socket Mode"',
  events: '"Event Subscriptions", "Subscribe to bot events"',
};

type TokenName = "SLACK_BOT_TOKEN" | "SLACK_APP_TOKEN";

const copyAgain = (token: TokenName): string =>
  token === "SLACK_BOT_TOKEN"
    ? `copy it anew from ${pages.botToken} into .env`
    : `make a new one under ${pages.appToken} with the scope connections:write and put it into .env`;

/** What a refusal of a token means and what to press, for whoever sets Noticeboard up. `error` is Slack's own code. */
export const refusalInWords = (error: string, token: TokenName): string => {
  switch (error) {
    case "invalid_auth":
    case "not_authed":
      return `Slack does not know ${token}: it is mistyped, cut short, or of another app. To mend it, ${copyAgain(token)}.`;
    case "not_allowed_token_type":
      return `${token} is a token of the wrong kind. SLACK_BOT_TOKEN begins with xoxb-, SLACK_APP_TOKEN with xapp-: they may be swapped.`;
    case "token_revoked":
    case "token_expired":
      return `${token} was withdrawn, most often because the app was taken out of the workspace. Install the app again (${pages.reinstall}), then ${copyAgain(token)}.`;
    case "account_inactive":
      return `The bot of ${token} was switched off, because the app was taken out of the workspace or the workspace was closed. Install the app again (${pages.reinstall}), then ${copyAgain(token)}.`;
    case "missing_scope":
      return token === "SLACK_APP_TOKEN"
        ? `SLACK_APP_TOKEN lacks the scope connections:write, which cannot be added to it later. To mend it, ${copyAgain(token)}.`
        : `SLACK_BOT_TOKEN lacks a scope. Compare ${pages.scopes} with slack-manifest.yaml, then press ${pages.reinstall}.`;
    case "link_disabled":
      return `Socket Mode is off, so nothing that members write arrives. Switch it on under ${pages.socketMode}, "Enable Socket Mode".`;
    case "org_login_required":
    case "team_access_not_granted":
    case "ekm_access_denied":
      return `The workspace does not let the app in (${error}). Ask an owner of the workspace to approve it.`;
    case "ratelimited":
      return "Slack asks to be left alone for a while. Run doctor again in a minute.";
    default:
      return `Slack refuses ${token} with "${error}". https://docs.slack.dev/reference/methods lists what that means.`;
  }
};
