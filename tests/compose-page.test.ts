import { parseHTML } from "linkedom";
import { afterAll, describe, expect, test } from "vitest";
import type { Store } from "../src/adapters/store/store.ts";
import { pageDeps, pageParts } from "../src/compose-page.ts";
import { openSpine } from "../src/compose-spine.ts";
import type { AnswerReply } from "../src/domain/reply.ts";
import type { HandledMessage } from "../src/flows/work-jobs.ts";
import { answered } from "./support/console-answers.ts";
import { fakeConsole, followTurn, post, readPage, signIn } from "./support/fake-console.ts";
import { plainReply } from "./support/plain-reply.ts";
import { pageOf, receiptOf } from "./support/receipts.ts";
import { reps, wording } from "./support/spine-process.ts";
import { postgresEngine, postgresMissing, type StoreEngine, sqliteEngine } from "./support/store-engines.ts";
import { openAt } from "./support/store-place.ts";

const member = { channel: "console", memberKey: "operator" } as const;
const claim = "The forum meets on 3 June.";
const forum = pageOf("forum", { Forum: [claim, "Members may watch."] });
const receipt = receiptOf("A-0000000001", [[[forum, claim]]]);
const passage = receipt.cited[0]!.passage;

/** An answer with one proved claim and its receipt. */
const reply: AnswerReply = {
  ...plainReply(""),
  outcome: "answered",
  lead: null,
  parts: [
    {
      question: null,
      claims: [{ text: claim, citations: [1], listItem: false }],
      citations: [{ ...answered.row.citations[0]!, number: 1, quote: claim, passageId: passage.id }],
    },
  ],
  wayToPerson: "Write to the office.",
  answerId: receipt.id,
};

/** Well below the minute that a stream lasts: what another replica did is looked for, not come upon at the end. */
const soonMs = 30_000;

const engines: StoreEngine[] = [sqliteEngine(), ...(postgresMissing === null ? [postgresEngine()] : [])];

describe.each(engines)("the page on two replicas over $name", (engine) => {
  afterAll(() => engine.dropAll());

  /** A replica with its page and its spine; it works only when told to. */
  const replica = (store: Store, work: () => Promise<HandledMessage>) => {
    const page = pageParts(store, () => new Date());
    const spine = openSpine({
      store: store.spine,
      cases: store.cases,
      handleMessage: ({ id }) =>
        page.notices.during(id, (onProgress) => {
          onProgress({ kind: "step", step: "checking" });
          return work();
        }),
      reps: () => reps,
      wording: () => wording,
      newCaseId: () => "C-1",
      channels: [page.channel],
      inlets: [],
      crashAt: null,
      now: () => new Date(),
      record: () => undefined,
    });
    return { spine, ...fakeConsole(pageDeps(page, spine.accept, member)) };
  };

  const handled = async (): Promise<HandledMessage> => ({ reply, effects: { opened: null, receipt } });

  test(
    "shows on one what the other has answered, with the passage from the receipt",
    async () => {
      const place = engine.newPlace();
      const [mine, others] = [await openAt(place), await openAt(place)];
      const [here, there] = [replica(mine, handled), replica(others, handled)];
      const cookie = await signIn(here.app);
      const part = await (await post(here.app, cookie, { question: "When does the forum meet?" }, true)).text();
      const path = parseHTML(part).document.querySelector(".turn")?.getAttribute("data-follow") ?? "";
      const following = followTurn(here.app, cookie, path);
      there.spine.start();
      const news = await (await following).text();
      expect([...news.matchAll(/^event: (\w+)$/gmu)].map((match) => match[1])).toEqual(["turn"]);
      const { document } = parseHTML(await readPage(here.app, path, cookie));
      expect(document.querySelectorAll(".turn .answer")).toHaveLength(1);
      expect(document.querySelector(".answer-text")?.textContent).toContain(claim);
      expect(document.querySelector("blockquote")?.textContent).toContain("Members may watch.");
      expect(document.querySelector("mark")?.textContent).toContain(claim);
      await there.spine.stop();
      await Promise.all([mine.close(), others.close()]);
    },
    soonMs,
  );

  test("tells the news where the work is done, and a message for a rep ends without a reply", async () => {
    const store = await openAt(engine.newPlace());
    const gate = Promise.withResolvers<void>();
    const here = replica(store, async () => {
      await gate.promise;
      return { reply: null, effects: { opened: null, receipt: null } };
    });
    here.spine.start();
    const cookie = await signIn(here.app);
    const part = await (await post(here.app, cookie, { question: "Any news?" }, true)).text();
    const path = parseHTML(part).document.querySelector(".turn.pending")?.getAttribute("data-follow") ?? "";
    const response = await followTurn(here.app, cookie, path);
    setTimeout(gate.resolve, 100);
    const news = await response.text();
    expect([...news.matchAll(/^event: (\w+)$/gmu)].map((match) => match[1])).toEqual(["step", "turn"]);
    expect(news).toContain("with the rep who has your case");
    await here.spine.stop();
    await store.close();
  });

  test("says that a question could not be stored, and keeps it", async () => {
    const store = await openAt(engine.newPlace());
    const here = replica(store, handled);
    const cookie = await signIn(here.app);
    expect(await readPage(here.app, "/", cookie)).toContain("Your question");
    await store.close();
    const response = await post(here.app, cookie, { question: "When does the forum meet?" });
    expect(response.status).toBe(503);
    const { document } = parseHTML(await response.text());
    expect(document.querySelector("#problem")?.textContent).toContain("could not be stored");
    expect(document.querySelector("textarea")?.textContent).toBe("When does the forum meet?");
  });
});
