import { askSlackAt } from "../channels/slack/setup/ask-slack.ts";
import { checkSlack } from "../channels/slack/setup/check-slack.ts";
import { sendTestMessage } from "../channels/slack/setup/send-test-message.ts";
import { trySocket } from "../channels/slack/setup/try-socket.ts";
import type { SlackSettings } from "../config-channels.ts";
import type { Check } from "./model-checks.ts";

const notConfigured = 'not configured. To answer in Slack, follow "Slack" in README.md';

/** What `doctor` says of Slack. Nothing is sent to anybody, unless a person or channel is named in `testTo`. */
export const slackChecks = async (slack: SlackSettings | null, testTo: string | undefined): Promise<Check[]> => {
  if (slack === null) {
    if (testTo === undefined) return [{ name: "Slack", state: "off", says: notConfigured }];
    return [{ name: "Slack", state: "bad", says: `no test message was sent: Slack is ${notConfigured}` }];
  }
  const ask = askSlackAt(slack.apiUrl);
  const findings = await checkSlack({ ask, trySocket, nowMs: Date.now, botToken: slack.botToken, way: slack.way });
  if (testTo !== undefined) findings.push(await sendTestMessage(ask, slack.botToken, testTo));
  return findings.map(({ name, isGood, says }) => ({ name, state: isGood === null ? "off" : isGood ? "good" : "bad", says }));
};
