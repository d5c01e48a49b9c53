import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { neededScopes } from "../../../../src/channels/slack/setup/needed-scopes.ts";
import { slackChecks } from "../../../../src/commands/slack-checks.ts";
import type { SlackSettings } from "../../../../src/config-channels.ts";
import { type FakeSlack, startFakeSlack } from "../../../../tools/fake-slack/fake-slack.ts";

let slack: FakeSlack;
let settings: SlackSettings;

beforeEach(async () => {
  slack = await startFakeSlack();
  slack.tokens.botScopes = neededScopes.map(({ scope }) => scope);
  slack.tokens.bot = "xoxb-1";
  slack.tokens.app = "xapp-1";
  settings = { botToken: "xoxb-1", way: { kind: "socket", appToken: "xapp-1" }, apiUrl: slack.apiUrl };
});
afterEach(() => slack.close());

const stateOf = async (name: string, over: Partial<SlackSettings> = {}, testTo?: string) => {
  const found = (await slackChecks({ ...settings, ...over }, testTo)).find((check) => check.name === name);
  return `${found?.state}: ${found?.says}`;
};
const sent = () => slack.calls.filter(({ method }) => !["auth.test", "apps.connections.open"].includes(method));

describe("what doctor says of Slack", () => {
  test("all is well, workspace and bot named, and nobody was sent anything", async () => {
    const checks = await slackChecks(settings, undefined);
    expect(checks.filter(({ state }) => state === "bad")).toEqual([]);
    expect(checks.find(({ name }) => name === "Slack bot")?.says).toBe(
      '@noticeboard in the workspace "Fake" (https://fake.slack.test/)',
    );
    expect(checks.find(({ name }) => name === "Slack connection")?.says).toBe("Socket Mode works");
    expect(checks.find(({ name }) => name === "Slack events")?.state).toBe("off");
    expect(sent()).toEqual([]);
    // The connection that was tried must not stay: Slack would go on giving it events.
    await expect.poll(() => slack.sockets.count()).toBe(0);
  });

  test("each scope that is missing, what does not work without it, and what to press", async () => {
    slack.tokens.botScopes = neededScopes.map(({ scope }) => scope).filter((scope) => !["im:write", "commands"].includes(scope));
    const says = await stateOf("Slack scopes");
    expect(says).toMatch(/^bad: missing: commands \(without it there is no \/ask .*\); im:write \(without it personal matters/);
    expect(says).toMatch(
      /Add under "OAuth & Permissions", "Bot Token Scopes", then press "Install App", "Reinstall to Workspace"\.$/,
    );
    expect(says).not.toContain("chat:write");
  });

  test("scopes that are too many", async () => {
    slack.tokens.botScopes = [...slack.tokens.botScopes!, "files:read"];
    expect(await stateOf("Slack scopes")).toMatch(/^good: .*it also has files:read, which Noticeboard does not use/);
  });

  test.each([
    ["token_revoked", /^bad: SLACK_BOT_TOKEN was withdrawn.*Install the app again/],
    ["account_inactive", /^bad: The bot of SLACK_BOT_TOKEN was switched off.*Install the app again/],
    ["some_new_code", /^bad: Slack refuses SLACK_BOT_TOKEN with "some_new_code"/],
  ])("a bot token with the fault %s", async (fault, says) => {
    slack.tokens.fault = fault;
    expect(await stateOf("Slack bot")).toMatch(says);
    expect(await stateOf("Slack connection")).toMatch(/^good/);
  });

  test("tokens that Slack does not know or that are swapped", async () => {
    expect(await stateOf("Slack bot", { botToken: "xoxb-other" })).toMatch(
      /^bad: Slack does not know SLACK_BOT_TOKEN.*copy it anew/,
    );
    expect(await stateOf("Slack bot", { botToken: "xapp-1" })).toMatch(
      /^bad: SLACK_BOT_TOKEN is a token of the wrong kind.*swapped/,
    );
    const way = (appToken: string) => ({ way: { kind: "socket", appToken } }) as const;
    expect(await stateOf("Slack connection", way("xoxb-1"))).toMatch(/^bad: SLACK_APP_TOKEN is a token of the wrong kind/);
    expect(await stateOf("Slack connection", way("xapp-other"))).toMatch(/^bad: Slack does not know SLACK_APP_TOKEN/);
  });

  test("an app token without connections:write", async () => {
    slack.tokens.appScopes = ["authorizations:read"];
    expect(await stateOf("Slack connection")).toMatch(/^bad: SLACK_APP_TOKEN lacks the scope connections:write.*make a new one/);
  });

  test("Socket Mode that is off", async () => {
    slack.tokens.socketModeIsOn = false;
    expect(await stateOf("Slack connection")).toMatch(/^bad: Socket Mode is off.*"Enable Socket Mode"\.$/);
    slack.tokens.socketModeIsOn = true;
    slack.sockets.accept(false);
    expect(await stateOf("Slack connection")).toMatch(/^bad: no Socket Mode connection.*proxy/);
  });

  test("a clock that is wrong, either way", async () => {
    slack.tokens.aheadMs = 120_000;
    expect(await stateOf("Slack clock")).toMatch(/^bad: this machine's clock is (119|120|121) s behind Slack's/);
    slack.tokens.aheadMs = -120_000;
    expect(await stateOf("Slack clock")).toMatch(/^bad: this machine's clock is (119|120|121) s ahead of Slack's/);
    slack.tokens.aheadMs = 0;
    expect(await stateOf("Slack clock")).toMatch(/^good/);
  });

  test("that Slack cannot be reached, or answers nonsense", async () => {
    slack.plan({ method: "auth.test", times: 1, kind: "refused" }, { method: "auth.test", times: 1, kind: "broken" });
    expect(await stateOf("Slack bot")).toMatch(/^bad: Slack cannot be reached/);
    expect(await stateOf("Slack bot")).toMatch(/^bad: /);
  });

  test("over HTTP it asks for no connection and says where events must come", async () => {
    const http = { way: { kind: "http", signingSecret: "0123456789abcdef", port: 3001, host: "127.0.0.1" } } as const;
    expect(await stateOf("Slack events", http)).toMatch(/come to http:\/\/127\.0\.0\.1:3001.*"Verified"/);
    expect(slack.calls.some(({ method }) => method === "apps.connections.open")).toBe(false);
  });

  test("that Slack is not set up", async () => {
    expect(await slackChecks(null, undefined)).toMatchObject([{ state: "off", says: expect.stringContaining("README.md") }]);
    expect(await slackChecks(null, "U1A2")).toMatchObject([{ state: "bad" }]);
  });

  test("no token in any of it", async () => {
    for (const fault of ["token_revoked", "invalid_auth", null]) {
      slack.tokens.fault = fault;
      expect(JSON.stringify(await slackChecks(settings, undefined))).not.toMatch(/xoxb-1|xapp-1/);
    }
  });
});

describe("--slack-test", () => {
  test("sends one message to a person, and says where to look", async () => {
    expect(await stateOf("Slack test message", {}, "U1A2")).toMatch(/^good: sent\. That person finds it under "Apps"/);
    expect(slack.workspace.messages).toMatchObject([
      { channel: slack.workspace.directOf("U1A2"), text: expect.stringContaining("test message") },
    ]);
  });

  test("into a channel", async () => {
    expect(await stateOf("Slack test message", {}, "C1A2")).toMatch(/^good: sent\. It stands in the channel C1A2/);
    expect(slack.workspace.messages).toHaveLength(1);
  });

  test("says what keeps it from arriving", async () => {
    slack.plan({ method: "chat.postMessage", times: 1, kind: "error", error: "not_in_channel" });
    expect(await stateOf("Slack test message", {}, "C1A2")).toMatch(/^bad: not sent: .*\/invite @Noticeboard/);
    expect(await stateOf("Slack test message", {}, "#general")).toMatch(/^bad: "#general" is no id of Slack/);
    slack.tokens.botScopes = [];
    expect(await stateOf("Slack test message", {}, "U1A2")).toMatch(/^bad: SLACK_BOT_TOKEN lacks a scope/);
    expect(slack.workspace.messages).toEqual([]);
  });
});
