/*
 * A Slack app as the beginning of any tutorial has it, in place of `src/main.ts`: Bolt acknowledges each event when it comes, then the listener works and
 * posts. What is in its hands when it is killed is gone. It shows what the kill test finds in Bolt as it is.
 */
import { createServer } from "node:http";
import { App } from "@slack/bolt";

/** A short time for looking an answer up; a language model takes seconds. */
const worksMs = 300;

const { SLACK_BOT_TOKEN, SLACK_APP_TOKEN, SLACK_API_URL, LOOPBACK_PORT } = process.env;
let done = 0;

const app = new App({
  token: SLACK_BOT_TOKEN!,
  appToken: SLACK_APP_TOKEN!,
  socketMode: true,
  clientOptions: { slackApiUrl: SLACK_API_URL! },
});
app.message(async ({ message, client }) => {
  if (message.subtype !== undefined || message.channel_type !== "im") return;
  await new Promise((resolve) => setTimeout(resolve, worksMs));
  await client.chat.postMessage({ channel: message.channel, text: "The notice period is five weeks." });
  done += 1;
});
app.error(async (fault) => void process.stderr.write(`${fault.message}\n`));
await app.start();
createServer((_, response) => void response.end(JSON.stringify({ jobs: { done }, replies: {} }))).listen(
  Number(LOOPBACK_PORT),
  "127.0.0.1",
);
