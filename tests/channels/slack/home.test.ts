import { afterAll, afterEach, beforeEach, expect, test } from "vitest";
import type { Store } from "../../../src/adapters/store/store.ts";
import { citedReply } from "../../support/cited-reply.ts";
import { newCase } from "../../support/new-case.ts";
import { openSlackRoom } from "../../support/slack-room.ts";
import { reps } from "../../support/spine-process.ts";
import { sqliteEngine } from "../../support/store-engines.ts";
import { openAt } from "../../support/store-place.ts";

const engine = sqliteEngine();
let store: Store;
let room: Awaited<ReturnType<typeof openSlackRoom>>;

beforeEach(async () => {
  store = await openAt(engine.newPlace());
  room = await openSlackRoom(store, { reps: { ...reps, reps: [{ id: "ada", name: "Ada", slack: "U7REP" }] } });
});
afterEach(async () => {
  await room.close();
  await store.close();
});
afterAll(() => engine.dropAll());

const pages = (user: string) =>
  room.slack.workspace.views.filter((view) => view.kind === "home" && view.user === user).map(({ view }) => JSON.stringify(view));

test("somebody who was never seen finds a welcome, how to ask, and a way to a person", async () => {
  expect(await room.openHome("U5")).toMatchObject({ acknowledged: true });
  await expect.poll(() => pages("U5")).toHaveLength(1);
  const [page] = pages("U5");
  for (const part of ["I am Noticeboard, a bot", "How to ask", "info@miphealth.org.uk", "What I keep", "erased"])
    expect(page).toContain(part);
  expect(page).not.toMatch(/Your questions|Cases for reps/);
});

test("a member sees their own questions and cases with their state, and nobody else's", async () => {
  await room.answered("a", citedReply(["Every board keeps its chair."]));
  await room.answered("mine", citedReply(["x"]), { threadTs: "2.1" }, "Is my own post safe? <!channel> *bold*");
  await room.answered("other", citedReply(["x"]), { threadTs: "3.1", user: "U2" }, "A secret of U2?");
  await room.press({ action: "ask_a_rep", messageId: "M-mine" });
  await room.openHome("U1");
  await expect.poll(() => pages("U1")).toHaveLength(1);
  const [page] = pages("U1");
  for (const part of ["Who chairs a?", ", answered", "C-000001", "waiting for a rep", "Is my own post safe? <!channel> *bold*"])
    expect(page).toContain(part);
  expect(page).not.toMatch(/secret of U2|mrkdwn|Cases for reps/);
});

test("a rep sees the queues at a glance, and whoever is not named in reps.yaml does not", async () => {
  await store.cases.open(newCase({ id: "C-1", queue: "urgent", priority: "urgent", dueOn: null }));
  await store.cases.open(newCase({ id: "C-2", queue: "general", priority: "normal", dueOn: null }));
  await room.openHome("U7REP");
  await room.openHome("U1");
  await expect.poll(() => [pages("U7REP").length, pages("U1").length]).toEqual([1, 1]);
  expect(pages("U7REP")[0]).toMatch(
    /2 cases are not closed, 1 of them urgent.*General questions: .*1 normal.*oldest from 20 June 2025/,
  );
  expect(pages("U1")[0]).not.toContain("Cases for reps");
});

test("a page is shown at most once in a few seconds for each user, and shows in the end what is stored", async () => {
  for (let looks = 0; looks < 8; looks += 1) await room.openHome("U1");
  await expect.poll(() => pages("U1").length).toBe(1);
  await room.answered("late", citedReply(["x"]), {}, "Asked after the first look?");
  await room.openHome("U1");
  await expect.poll(() => pages("U1").at(-1), { timeout: 6000 }).toContain("Asked after the first look?");
  expect(pages("U1").length).toBeLessThanOrEqual(3);
  const times = room.slack.calls.filter(({ method }) => method === "views.publish").map(({ atMs }) => atMs);
  for (const [index, atMs] of times.slice(1).entries()) expect(atMs - times[index]!).toBeGreaterThan(2900);
});
