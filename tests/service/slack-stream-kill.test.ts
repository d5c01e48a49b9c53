import { randomUUID } from "node:crypto";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterEach, expect, test } from "vitest";
import { readPrompt } from "../../evals/model-servers/read-prompt.ts";
import { claim, replyText } from "../../evals/model-servers/wire.ts";
import { type FakeSlack, startFakeSlack } from "../../tools/fake-slack/fake-slack.ts";
import type { FakeMessage } from "../../tools/fake-slack/workspace.ts";
import { writeKnowledge } from "../../tools/kill-test/questions.ts";
import { endPageServices, startPageService } from "../support/page-service.ts";
import { reply, type Script, type ScriptedServer, startScriptedServer } from "../support/scripted-model-server.ts";

/** Words two sentences of the best passage, letter by letter so slowly that the process can be killed after the first. */
const slowModel: Script = (request) => {
  const prompt = readPrompt(request.body);
  if (prompt === null) return reply({ ready: true });
  const { token, sentences } = prompt.passages[0]!;
  const claims = sentences.filter((one) => one.endsWith(".")).map((sentence) => claim(sentence, [token, sentence]));
  return reply(replyText(prompt, claims), { deltaLength: 12, pieceBytes: 400, pauseMs: 60 });
};

const folder = mkdtempSync(path.join(tmpdir(), "noticeboard-stream-kill-"));
let slack: FakeSlack;
let model: ScriptedServer;
afterEach(async () => {
  await endPageServices();
  await model.close();
  await slack.close();
  rmSync(folder, { recursive: true, force: true });
});

const ofBot = (): FakeMessage[] => slack.workspace.messages.filter(({ user }) => user === slack.workspace.botUser);

test("a service that is killed while it streams leaves one whole answer after the next start", { timeout: 180_000 }, async () => {
  slack = await startFakeSlack();
  model = await startScriptedServer(slowModel);
  const knowledgeFolder = path.join(folder, "knowledge");
  writeKnowledge(knowledgeFolder);
  const environment = {
    SLACK_BOT_TOKEN: "xoxb-1",
    SLACK_APP_TOKEN: "xapp-1",
    SLACK_API_URL: slack.apiUrl,
    OPENAI_API_KEY: "sk-test",
    OPENAI_BASE_URL: model.url,
  };
  const start = () => startPageService({ knowledgeFolder, dataFolder: path.join(folder, "data"), port: 0, environment });
  const first = await start();
  await expect.poll(() => slack.sockets.count(), { timeout: 20_000 }).toBe(2);

  const text = "How long is the notice period after five years of service?";
  const root = slack.workspace.write({ channel: "D1", user: "U1", text: "Good morning" });
  const asked = slack.workspace.write({ channel: "D1", user: "U1", text, threadTs: root.ts });
  const event = { type: "message", channel: "D1", channel_type: "im", user: "U1", text, ts: asked.ts, thread_ts: root.ts };
  const body = { type: "event_callback", team_id: slack.workspace.team, event_id: `Ev${randomUUID()}`, event };
  expect((await slack.sockets.send("events_api", body)).acknowledged).toBe(true);

  await expect.poll(() => ofBot().length, { timeout: 30_000, interval: 5, message: first.errors() }).toBe(1);
  expect(ofBot()[0]).toMatchObject({ streaming: "in_progress", metadata: null });
  first.kill("SIGKILL");
  expect(await first.ended).toBe("SIGKILL");
  const begun = structuredClone(ofBot());
  expect(begun).toMatchObject([{ streaming: "in_progress", metadata: null }]);

  const second = await start();
  const isAnswered = (): boolean => ofBot().some(({ metadata }) => metadata !== null);
  await expect.poll(isAnswered, { timeout: 90_000, interval: 100, message: second.errors() }).toBe(true);
  // Whatever else were to come would come now.
  await new Promise((resolve) => setTimeout(resolve, 3000));
  expect(ofBot()).toHaveLength(1);
  expect(ofBot()[0]).toMatchObject({ ts: begun[0]?.ts, streaming: "completed", metadata: { event_type: "noticeboard_reply" } });
  expect(JSON.stringify(ofBot()[0]?.blocks)).toContain("five weeks");
  expect(ofBot()[0]?.blocks.some((block) => (block as { type: string }).type === "actions")).toBe(true);
  second.kill("SIGTERM");
});
