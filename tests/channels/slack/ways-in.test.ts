import { afterAll, afterEach, beforeEach, describe, expect, test } from "vitest";
import { openSlackService } from "../../support/slack-service.ts";
import { reps, wording } from "../../support/spine-process.ts";
import { sqliteEngine } from "../../support/store-engines.ts";

const engine = sqliteEngine();
let place: ReturnType<typeof engine.newPlace>;
let service: Awaited<ReturnType<typeof openSlackService>>;
beforeEach(async () => {
  place = engine.newPlace();
  service = await openSlackService(place, { rules: { C0OFF: "off", C0WHISPER: "ephemeral" } });
});
afterEach(() => service.close());
afterAll(() => engine.dropAll());

const stored = () => engine.sql(place, "SELECT text, thread_key FROM inbox ORDER BY position");
const contact = reps.queues[0]!.contact;

describe("/ask", () => {
  test("is stored before Slack is told, and answered in the direct messages", async () => {
    const release = service.hold();
    const sent = await service.command("How many posts go?");
    expect(await stored()).toMatchObject([{ text: "How many posts go?", thread_key: "T0FAKE:@U1" }]);
    expect(sent.response).toMatchObject({ response_type: "ephemeral", text: wording.command_taken.trim() });
    release();
    await service.settled();
    expect(service.posts()).toMatchObject([{ channel: "D1", threadTs: null, ephemeralTo: null }]);
    expect(service.posts()[0]?.words).toContain("You asked: How many posts go?");
  });

  test.each(["", "   ", "help"])("explains itself when %j is asked, and stores nothing", async (text) => {
    const { response } = await service.command(text);
    expect((response as { text: string }).text).toMatch(/\/ask What/);
    expect((response as { text: string }).text).toContain(contact);
    expect(await stored()).toEqual([]);
  });

  test("counts once however often Slack sends it, and says so when it could not be kept", async () => {
    const trigger_id = "one and the same";
    await service.command("How many?", { trigger_id });
    await service.command("How many?", { trigger_id });
    expect(await stored()).toHaveLength(1);
    await service.settled();
    await engine.sql(place, "ALTER TABLE seen_messages RENAME TO hidden");
    const { response } = await service.command("And now?");
    expect((response as { text: string }).text).toContain(contact);
    expect((response as { text: string }).text).toMatch(/could not take/);
    await engine.sql(place, "ALTER TABLE hidden RENAME TO seen_messages");
  });
});

describe("the shortcut under a message", () => {
  test.each([
    ["the asker's own words", { user: "U1", text: "How many posts go?" }],
    ["a colleague's", { user: "U2", text: "How many posts go?" }],
    ["a bot's", { bot_id: "B9", subtype: "bot_message", text: "How many posts go?" }],
  ])("answers %s in the asker's direct messages alone", async (_, message) => {
    expect((await service.shortcut(message)).acknowledged).toBe(true);
    await service.settled();
    expect(service.posts()).toMatchObject([{ channel: "D1", ephemeralTo: null }]);
    expect(service.posts()[0]?.words).toContain("You asked: How many posts go?");
  });

  test("keeps nothing of another person's own matter, and opens no case of it", async () => {
    await service.shortcut({ user: "U2", text: "I got my letter from my manager" });
    await service.settled();
    expect(await stored()).toMatchObject([{ text: "" }]);
    expect(JSON.stringify(await engine.sql(place, "SELECT * FROM outbox"))).not.toContain("letter from");
    expect(await engine.sql(place, "SELECT * FROM cases")).toEqual([]);
    expect(service.posts()[0]?.words).toContain(contact);
  });

  test("but the asker's own is a case, and another's danger is not kept quiet", async () => {
    await service.shortcut({ user: "U1", text: "I got my letter" });
    await service.shortcut({ user: "U2", text: "I want to end my life" });
    await service.settled();
    const cases = await engine.sql(place, "SELECT reason, thread_key FROM cases ORDER BY opened_at, id");
    expect(cases.map(({ reason }) => reason)).toEqual(["personal_matter", "crisis"]);
  });
});

describe("channels with rules of their own", () => {
  test("where it is off a mention gets one sentence for the asker alone, and talk nothing", async () => {
    const asked = await service.say("C0OFF", "U1", "<@U0BOT> how many posts go?");
    await service.say("C0OFF", "U1", "And in Leeds?", asked.ts);
    await service.settled();
    expect(service.posts()).toMatchObject([{ channel: "C0OFF", ephemeralTo: "U1" }]);
    expect(service.posts()[0]?.words).toContain("I do not answer in this channel");
    expect(service.posts()[0]?.words).toContain(contact);
    expect(await stored()).toHaveLength(1);
  });

  test("an answer can be for the asker's eyes alone", async () => {
    await service.say("C0WHISPER", "U1", "<@U0BOT> how many posts go?");
    await service.settled();
    expect(service.posts()).toMatchObject([{ channel: "C0WHISPER", ephemeralTo: "U1" }]);
    expect(service.posts()[0]?.words).toContain("You asked");
  });
});

describe("first contact", () => {
  test("is said once, with the first answer, and not before the words for a crisis", async () => {
    await service.say("D1", "U1", "I want to end my life");
    await service.settled();
    await service.say("C1", "U1", "<@U0BOT> how many posts go?");
    await service.settled();
    await service.say("C2", "U1", "<@U0BOT> how many posts go?");
    await service.settled();
    expect(service.posts().map(({ words }) => words.includes("I am a bot."))).toEqual([false, true, false]);
  });
});

describe("who may not be answered", () => {
  test.each([
    ["a guest", { isGuest: true, isForeign: false }],
    ["a stranger", { isGuest: false, isForeign: true }],
  ])("%s gets approved wording and no more, but help in danger", async (_, who) => {
    service.slack.workspace.users.set("U7", { id: "U7", isDeleted: false, isBot: false, ...who });
    await service.say("C1", "U7", "<@U0BOT> how many posts go?");
    await service.say("C2", "U7", "<@U0BOT> I got my letter");
    await service.settled();
    expect(service.posts()).toHaveLength(2);
    for (const { words } of service.posts()) {
      expect(words).toContain("for this union's own members");
      expect(words).toContain(contact);
      expect(words).not.toMatch(/You asked|I am a bot\./);
    }
    expect(await engine.sql(place, "SELECT * FROM cases")).toEqual([]);
    await service.say("C3", "U7", "<@U0BOT> I want to end my life");
    await service.settled();
    expect(await engine.sql(place, "SELECT reason FROM cases")).toEqual([{ reason: "crisis" }]);
    expect(service.slack.calls.filter(({ method }) => method === "users.info")).toHaveLength(1);
  });

  test("nobody is answered on a guess: when Slack does not say who it is, the message waits", async () => {
    service.slack.plan({ method: "users.info", times: 4, kind: "broken" });
    await service.say("D1", "U1", "How many posts go?");
    await service.until(() => service.slack.calls.filter(({ method }) => method === "users.info").length >= 3);
    expect(service.posts()).toEqual([]);
    await service.settled();
    expect(service.posts()).toHaveLength(1);
    expect(service.posts()[0]?.words).toContain("You asked");
  });
});

describe("where nobody can be told any more", () => {
  test.each([
    ["an archived channel", "C1", () => void service.slack.workspace.archived.add("C1")],
    [
      "a deactivated member",
      "D1",
      () =>
        void service.slack.workspace.users.set("U1", {
          id: "U1",
          isGuest: false,
          isForeign: false,
          isDeleted: true,
          isBot: false,
        }),
    ],
  ])("%s: the matter ends at a rep", async (_, channel, leave) => {
    const release = service.hold();
    await service.say(channel, "U1", "<@U0BOT> how many posts go?");
    leave();
    release();
    await service.settled();
    expect(service.posts()).toEqual([]);
    expect(await engine.sql(place, "SELECT question, reason FROM cases")).toEqual([
      { question: "how many posts go?", reason: "fault" },
    ]);
    expect((await service.spine.counts()).replies).toEqual({ dead: 1 });
  });
});

describe("what is attached", () => {
  const file = { subtype: "file_share", files: [{ name: "offer (final).pdf" }] };

  test("is named, and makes a case when the words point to it or there are none", async () => {
    await service.say("C1", "U1", "<@U0BOT> can you explain the attached letter?", null, file);
    await service.say("D2", "U2", "", null, file);
    await service.settled();
    const cases = await engine.sql(place, "SELECT question, reason FROM cases ORDER BY opened_at, id");
    expect(cases.map(({ reason }) => reason)).toEqual(["attachment", "attachment"]);
    for (const { question } of cases) expect(question).toContain("(Attached and not read: offer final .pdf)");
    expect(service.posts().map(({ channel, ephemeralTo }) => [channel, ephemeralTo])).toContainEqual(["D1", null]);
  });

  test("does not stand in the way of a question that needs it not", async () => {
    await service.say("D1", "U1", "How many posts go?", null, file);
    await service.settled();
    expect(service.posts()[0]?.words).toContain("You asked: How many posts go?");
  });
});
