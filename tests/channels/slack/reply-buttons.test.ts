import { afterAll, afterEach, beforeEach, describe, expect, test } from "vitest";
import type { Store } from "../../../src/adapters/store/store.ts";
import { citedReply } from "../../support/cited-reply.ts";
import { memberKeyOf, openSlackRoom } from "../../support/slack-room.ts";
import { sqliteEngine } from "../../support/store-engines.ts";
import { openAt } from "../../support/store-place.ts";

const engine = sqliteEngine();
let store: Store;
let room: Awaited<ReturnType<typeof openSlackRoom>>;

const claims = ["Every board keeps its chair.", "Chairs serve for three years."];
const cases = () => store.cases.list({ states: ["open"] }, { limit: 20, after: null });
const values = (problem: string, words: string | null = null, wantsRep = false) => ({
  problem: { problem: { type: "radio_buttons", selected_option: { value: problem, text: { type: "plain_text", text: "x" } } } },
  words: { words: { type: "plain_text_input", value: words } },
  rep: { rep: { type: "checkboxes", selected_options: wantsRep ? [{ value: "rep" }] : [] } },
});

beforeEach(async () => {
  store = await openAt(engine.newPlace());
  room = await openSlackRoom(store);
  await room.answered("a", citedReply(claims));
});
afterEach(async () => {
  await room.close();
  await store.close();
});
afterAll(() => engine.dropAll());

describe("the buttons under a reply", () => {
  test("thanks are stored before Slack is told, counted once, and answered to the member alone", async () => {
    const first = await room.press({ action: "this_helped" });
    expect(first).toMatchObject({ acknowledged: true, tries: 1 });
    expect(await store.feedback.given("M-a", memberKeyOf("U1"))).toMatchObject([{ kind: "helped" }]);
    await room.press({ action: "this_helped" });
    expect(await store.feedback.given("M-a", memberKeyOf("U1"))).toHaveLength(1);
    await expect
      .poll(() => room.whispers().map(({ text }) => text))
      .toEqual([expect.stringMatching(/^Thank you\. I have noted/), expect.stringMatching(/counts once/)]);
    expect(room.whispers()).toMatchObject([{ ephemeralTo: "U1", channel: "C1", threadTs: "1.1" }, {}]);
  });

  test("nothing is acknowledged that could not be stored, and the next delivery does it once", async () => {
    const { together } = store;
    let failures = 1;
    room.parts.store.together = (work) => {
      failures -= 1;
      return failures >= 0 ? Promise.reject(new Error("the disk is full")) : together(work);
    };
    const sent = await room.press({ action: "ask_a_rep" }, { tryMs: 300 });
    expect(sent).toMatchObject({ acknowledged: true, tries: 2 });
    expect(await cases()).toHaveLength(1);
  });

  test("a crash after storing and before acknowledging leaves one case", async () => {
    const { together } = store;
    let crashes = 1;
    room.parts.store.together = async (work) => {
      const done = await together(work);
      crashes -= 1;
      if (crashes >= 0) throw new Error("gone before the acknowledgement");
      return done;
    };
    expect(await room.press({ action: "ask_a_rep" }, { tryMs: 300 })).toMatchObject({ acknowledged: true, tries: 2 });
    expect(await cases()).toHaveLength(1);
    await expect.poll(() => room.whispers().at(-1)?.text).toContain("C-000001");
  });

  test("asking for a rep in a channel gives the number to the member alone, and the confirmation goes to the direct messages", async () => {
    await Promise.all([room.press({ action: "ask_a_rep" }), room.press({ action: "ask_a_rep" })]);
    const [only, ...more] = await cases();
    expect(more).toEqual([]);
    expect(only).toMatchObject({ reason: "rep_asked", question: "Who chairs a?" });
    expect(only?.why).toContain(claims[1]);
    await expect.poll(() => room.whispers()).toHaveLength(2);
    for (const { text, ephemeralTo } of room.whispers()) expect([ephemeralTo, text.includes(only!.id)]).toEqual(["U1", true]);
    expect(room.slack.workspace.messages.filter(({ ephemeralTo }) => ephemeralTo === null)).toEqual([]);
    const waiting = await store.spine.claimReply("slack", "s", 30_000, { nowAt: new Date().toISOString() });
    expect(waiting?.id).toBe("M-a.1");
    expect(await store.conversations.replyIds("M-a")).toEqual(["M-a.1", `M-a.${only?.id}`]);
  });

  test("the exact words open in a window, each with its source, section, date and link", async () => {
    await room.press({ action: "exact_words" });
    await expect.poll(() => room.slack.workspace.views).toHaveLength(1);
    const view = JSON.stringify(room.slack.workspace.views[0]?.view);
    for (const claim of claims)
      expect(view).toContain(`{"type":"rich_text_quote","elements":[{"type":"text","text":${JSON.stringify(claim)}}]}`);
    for (const part of ["Boards and their chairs", "Chairs", "as of 6 June 2025", "https://example.org/boards#:~:text="])
      expect(view).toContain(part);
    expect(room.whispers()).toEqual([]);
  });

  test("who reads along is shown the quotations and not the question, and nothing of a personal matter", async () => {
    const [part] = citedReply(claims).parts;
    const asked = { ...part!, question: "Who chairs mine?" };
    await room.answered("b", citedReply(claims, { parts: [asked] }), { threadTs: "2.1" });
    await room.press({ action: "exact_words", messageId: "M-b", user: "U2" });
    await room.press({ action: "exact_words", messageId: "M-b", user: "U1" });
    await expect.poll(() => room.slack.workspace.views).toHaveLength(2);
    expect(room.slack.workspace.views.map(({ view }) => JSON.stringify(view).includes("Who chairs mine?"))).toEqual([
      false,
      true,
    ]);
    await room.answered("c", citedReply(claims, { outcome: "handed_over", reason: "personal_matter" }), { threadTs: "3.1" });
    await room.press({ action: "exact_words", messageId: "M-c", user: "U2" });
    await expect.poll(() => room.whispers().at(-1)?.text).toMatch(/about somebody else/);
    expect(room.slack.workspace.views).toHaveLength(2);
  });

  test("not right asks what is wrong, and what is sent in is a case in the fallback queue and thanked for in the window", async () => {
    await room.press({ action: "not_right" });
    await expect.poll(() => room.slack.workspace.views).toHaveLength(1);
    const view = room.slack.workspace.views[0]?.view;
    const sent = await room.submit(view, "V1", values("out_of_date", "It was merged <!channel>."));
    expect(sent.response).toMatchObject({ response_action: "update", view: { type: "modal", title: { text: "Thank you" } } });
    const [flag, ...more] = await cases();
    expect(more).toEqual([]);
    expect(flag).toMatchObject({ reason: "reply_not_right", queue: "general", origin: null });
    expect(JSON.stringify(sent.response)).toContain(flag?.id);
    await room.submit(view, "V1", values("out_of_date", "It was merged <!channel>."));
    expect(await cases()).toHaveLength(1);
    expect(await store.feedback.given("M-a", memberKeyOf("U1"))).toMatchObject([{ problem: "out_of_date", caseId: flag?.id }]);
    const withRep = await room.submit(view, "V2", values("wrong", null, true));
    expect(JSON.stringify(withRep.response)).toMatch(/A rep will read it and write to you/);
    expect((await cases()).filter(({ origin }) => origin !== null)).toHaveLength(1);
  });

  test("a form without a choice stays open and says so", async () => {
    await room.press({ action: "not_right" });
    await expect.poll(() => room.slack.workspace.views).toHaveLength(1);
    const sent = await room.submit(room.slack.workspace.views[0]?.view, "V1", { words: { words: { value: "x" } } });
    expect(sent.response).toMatchObject({ response_action: "errors", errors: { problem: expect.any(String) } });
    expect(await cases()).toEqual([]);
  });

  test("a button under what is no longer kept says so, and names the way to a person", async () => {
    for (const action of ["this_helped", "ask_a_rep", "exact_words"]) await room.press({ action, messageId: "M-gone" });
    await expect.poll(() => room.whispers()).toHaveLength(3);
    for (const { text } of room.whispers()) expect(text).toMatch(/no longer keep.*info@miphealth\.org\.uk/s);
  });

  test("strangers of another organisation open nothing", async () => {
    for (const action of ["this_helped", "ask_a_rep", "exact_words", "not_right"])
      await room.press({ action, user: "U9", userTeam: "T0OTHER" });
    expect(await cases()).toEqual([]);
    expect(await store.feedback.given("M-a", memberKeyOf("U9"))).toEqual([]);
    await expect.poll(() => room.whispers()).toHaveLength(4);
    expect(room.slack.workspace.views).toEqual([]);
  });

  test("a press that is out of form is acknowledged and does nothing", async () => {
    const sent = await room.slack.sockets.send("interactive", {
      type: "block_actions",
      user: { id: "U1" },
      actions: [{ action_id: "ask_a_rep", type: "button" }],
    });
    expect(sent.acknowledged).toBe(true);
    expect(await cases()).toEqual([]);
  });
});
