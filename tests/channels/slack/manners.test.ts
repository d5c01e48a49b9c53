import { afterAll, afterEach, beforeEach, describe, expect, test } from "vitest";
import { asksToKeepOut } from "../../../src/channels/slack/keep-out.ts";
import { openSlackService } from "../../support/slack-service.ts";
import { sqliteEngine } from "../../support/store-engines.ts";

const engine = sqliteEngine();
let place: ReturnType<typeof engine.newPlace>;
let service: Awaited<ReturnType<typeof openSlackService>>;
beforeEach(async () => {
  place = engine.newPlace();
  service = await openSlackService(place);
});
afterEach(() => service.close());
afterAll(() => engine.dropAll());

const stored = async () => (await engine.sql(place, "SELECT text FROM inbox ORDER BY position")).map(({ text }) => text);
const asked = (channel = "C1") => service.say(channel, "U1", "<@U0BOT> how many posts go?");

describe("a thread that Noticeboard answered", () => {
  test("goes on without its name, in the thread, for who asked", async () => {
    const first = await asked();
    await service.say("C1", "U1", "And in Leeds?", first.ts);
    await service.settled();
    expect(await stored()).toEqual(["how many posts go?", "And in Leeds?"]);
    expect(service.posts().map(({ threadTs }) => threadTs)).toEqual([first.ts, first.ts]);
  });

  test("is left to people as soon as somebody else writes there, until it is named", async () => {
    const first = await asked();
    await service.say("C1", "U2", "I heard it was sixty", first.ts);
    await service.say("C1", "U1", "Really? Where?", first.ts);
    expect(await stored()).toEqual(["how many posts go?"]);
    await service.say("C1", "U2", "<@U0BOT> and in Leeds?", first.ts);
    await service.say("C1", "U2", "And in York?", first.ts);
    expect(await stored()).toEqual(["how many posts go?", "and in Leeds?", "And in York?"]);
  });

  test("is left to people when a colleague is called in", async () => {
    const first = await asked();
    await service.say("C1", "U1", "<@U2> do you know?", first.ts);
    await service.say("C1", "U1", "You were there, were you not?", first.ts);
    expect(await stored()).toEqual(["how many posts go?"]);
  });

  test.each(["U1", "U2"])("is left alone when %s says so: told once, silent until it is named", async (user) => {
    const first = await asked();
    await service.say("C1", user, "please stay out of this", first.ts);
    await service.say("C1", "U1", "stop", first.ts);
    await service.say("C1", "U1", "<@U0BOT> stop!", first.ts);
    await service.say("C1", "U1", "So, where were we?", first.ts);
    await service.settled();
    expect(await stored()).toEqual(["how many posts go?", "please stay out of this"]);
    expect(service.posts().filter(({ words }) => words.includes("I will stay out"))).toHaveLength(1);
    await service.say("C1", "U1", "<@U0BOT> and in Leeds?", first.ts);
    await service.say("C1", "U1", "And in York?", first.ts);
    expect((await stored()).slice(2)).toEqual(["and in Leeds?", "And in York?"]);
  });

  test("a thread that it knows nothing of is none of its business, whoever writes", async () => {
    const root = await service.say("C1", "U1", "Lunch?");
    await service.say("C1", "U2", "stop", root.ts);
    await service.say("C1", "U1", "At one", root.ts);
    expect(await stored()).toEqual([]);
    expect(await engine.sql(place, "SELECT * FROM silences")).toEqual([]);
  });

  test("knows a plea from a question", () => {
    for (const plea of ["stop", "Quiet!", "please stay out of this", "Noticeboard, be quiet please", "don\u2019t reply here"])
      expect(asksToKeepOut(plea), plea).toBe(true);
    for (const other of ["When does the scheme stop?", "Can they stop my pay?", "stop and search", "quiet room policy", ""])
      expect(asksToKeepOut(other), other).toBe(false);
  });
});

describe("edits", () => {
  test("a question that is edited before it is answered is answered in its new form, once", async () => {
    const release = service.hold();
    const first = await asked();
    await service.edit(first, "<@U0BOT> how many jobs go?");
    release();
    await service.settled();
    expect(service.posts()).toHaveLength(1);
    expect(service.posts()[0]?.words).toContain("You asked: how many jobs go?");
    expect(service.posts()[0]?.threadTs).toBe(first.ts);
  });

  test("an answered one is answered again in the same thread, once an edit, and not for a capital letter", async () => {
    const first = await asked();
    await service.settled();
    await service.edit(first, "<@U0BOT> How many posts go");
    const again = await service.edit(first, "<@U0BOT> how many jobs go?");
    await again();
    await service.settled();
    await again();
    await service.edit({ ...first, text: "<@U0BOT> how many jobs go?" }, "<@U0BOT> how many boards go?");
    await service.settled();
    expect(await stored()).toEqual(["how many posts go?", "how many jobs go?", "how many boards go?"]);
    expect(service.posts().map(({ threadTs }) => threadTs)).toEqual([first.ts, first.ts, first.ts]);
  });

  test("talk becomes a question when an edit names the bot", async () => {
    const talk = await service.say("C1", "U1", "how many posts go?");
    await service.edit(talk, "<@U0BOT> how many posts go?");
    expect(await stored()).toEqual(["how many posts go?"]);
  });
});

describe("deletions", () => {
  test("a question that is deleted before it is answered never is, and its words go", async () => {
    const release = service.hold();
    const first = await asked();
    await service.remove(first);
    release();
    await service.settled();
    expect(service.posts()).toEqual([]);
    expect(await stored()).toEqual([""]);
    expect((await service.spine.counts()).jobs).toEqual({ done: 1 });
  });

  test("an answered one takes its public answer with it, and nobody else's", async () => {
    const first = await asked();
    await service.say("C2", "U2", "<@U0BOT> and in Leeds?");
    await service.settled();
    expect(service.posts()).toHaveLength(2);
    await service.remove(first);
    await service.remove(first);
    await service.settled();
    expect(service.posts()).toMatchObject([{ channel: "C2" }]);
    expect(JSON.stringify(await engine.sql(place, "SELECT * FROM inbox, outbox"))).not.toContain("how many posts");
    const deleted = service.slack.calls.filter(({ method }) => method === "chat.delete");
    expect(deleted).toHaveLength(1);
  });

  test("the answer goes also when Slack's word of it was lost", async () => {
    const first = await asked();
    await service.settled();
    service.slack.plan({ method: "chat.delete", times: 1, kind: "lost" });
    await service.remove(first);
    await service.settled();
    expect(service.posts()).toEqual([]);
    expect((await service.spine.counts()).replies).toEqual({ sent: 2 });
  });

  test("what a rep has stays with the rep", async () => {
    const first = await service.say("D1", "U1", "I got my letter");
    await service.settled();
    await service.remove(first);
    await service.settled();
    expect(service.posts()).toHaveLength(1);
    expect(await engine.sql(place, "SELECT question FROM cases")).toEqual([{ question: "I got my letter" }]);
  });
});

describe("a personal matter written where others read along", () => {
  test("moves to the direct messages with its case, and leaves a neutral note", async () => {
    const first = await service.say("C1", "U1", "<@U0BOT> I got my letter");
    await service.settled();
    const [answer, note] = service.posts();
    expect(answer).toMatchObject({ channel: "D1", ephemeralTo: null });
    expect(note).toMatchObject({ channel: "C1", ephemeralTo: "U1" });
    expect(note?.words).not.toMatch(/letter|case|rep\b/);
    expect(await engine.sql(place, "SELECT thread_key FROM cases")).toEqual([{ thread_key: "T0FAKE:@U1" }]);
    // What is said in the direct messages is for that case; what is said in the thread is for people.
    await service.say("C1", "U1", "It is dated Monday", first.ts);
    await service.say("D1", "U1", "It says sixty");
    await service.settled();
    expect(await stored()).toEqual(["I got my letter", "It says sixty"]);
    expect(await engine.sql(place, "SELECT kind FROM case_events ORDER BY version")).toMatchObject([
      { kind: "opened" },
      { kind: "member_wrote" },
    ]);
  });

  test("and a rep who has it is the only one who speaks there", async () => {
    await service.say("C1", "U1", "<@U0BOT> I got my letter");
    await service.settled();
    await engine.sql(place, "UPDATE cases SET assignee = 'ann'");
    await service.say("D1", "U1", "It says sixty");
    await service.say("C1", "U1", "<@U0BOT> how many posts go?");
    await service.settled();
    const said = service.posts().filter(({ words }) => words.includes("You asked"));
    expect(said).toMatchObject([{ channel: "C1" }]);
  });
});
