import { parseHTML } from "linkedom";
import { describe, expect, test } from "vitest";
import type { VerifiedClaim } from "../../src/domain/verified-answer.ts";
import { answered, wayToPerson } from "../support/console-answers.ts";
import { type FakeWorker, fakeConsole, followTurn, post, readPage, send, signIn } from "../support/fake-console.ts";

const claim: VerifiedClaim = { text: "Twenty weeks <b>at least</b>.", quotations: [], listItem: false };

/** Tells news, then waits until `release` before it answers. */
const slowly =
  (release: Promise<void>): FakeWorker =>
  async ({ question }, onProgress) => {
    onProgress({ kind: "step", step: "searching" });
    onProgress({ kind: "step", step: "writing" });
    onProgress({ kind: "claim", question, claim, sources: ["Redundancy guide"] });
    onProgress({ kind: "claim", question, claim, sources: ["Redundancy guide"] });
    await release;
    return answered;
  };
const never = new Promise<void>(() => undefined);

const words = (element: { textContent: string | null } | null | undefined): string =>
  (element?.textContent ?? "").replace(/\s+/gu, " ").trim();

const eventsIn = (text: string): (string | undefined)[] => [...text.matchAll(/^event: (\w+)$/gmu)].map((match) => match[1]);

/** Asks as the script does, and gives the waiting turn with the address at which it can be followed. */
const askForPart = async (over: Parameters<typeof fakeConsole>[0]) => {
  const { app, faults } = fakeConsole(over);
  const cookie = await signIn(app);
  const response = await post(app, cookie, { question: "How long?" }, true);
  const { document } = parseHTML(`<!doctype html><body><ol>${await response.text()}</ol></body>`);
  const turn = document.querySelector(".turn");
  return { app, cookie, faults, status: response.status, turn, path: turn?.getAttribute("data-follow") ?? "" };
};

describe("a question that is stored", () => {
  test("is shown at once as being worked on, with the way to a person", async () => {
    const { status, turn } = await askForPart({ work: slowly(never) });
    expect(status).toBe(202);
    expect(turn?.getAttribute("aria-busy")).toBe("true");
    expect(words(turn?.querySelector(".question-words"))).toBe("How long?");
    expect(words(turn)).toContain("Your question is kept. The answer will appear here.");
    expect(words(turn?.querySelector(".person"))).toBe(wayToPerson);
  });

  test("is followed by steps, proved claims as text, each once, and the whole turn", async () => {
    const gate = Promise.withResolvers<void>();
    const { app, cookie, path } = await askForPart({ work: slowly(gate.promise) });
    const response = await followTurn(app, cookie, path);
    expect(response.headers.get("content-type")).toMatch(/^text\/event-stream/u);
    gate.resolve();
    const text = await response.text();
    expect(eventsIn(text)).toEqual(["step", "step", "claim", "turn"]);
    expect(text).toContain("Twenty weeks &lt;b&gt;at least&lt;/b&gt;.");
    expect(text).toContain('id="turn-1"');
    expect(text).toContain("Answered from sources");
  });

  test("is answered to whoever comes late or to another replica, without news", async () => {
    const gate = Promise.withResolvers<void>();
    // What another replica does is heard of by nobody here: neither its news nor its delivery.
    const elsewhere = {
      follow: () => () => undefined,
      arrival: (_: string, waitMs: number) => new Promise<boolean>((resolve) => setTimeout(resolve, waitMs, true)),
    };
    const { app, cookie, path } = await askForPart({ ...elsewhere, work: slowly(gate.promise) });
    const following = followTurn(app, cookie, path);
    setTimeout(gate.resolve, 50);
    expect(eventsIn(await (await following).text())).toEqual(["turn"]);
  });

  test("is told to take long, in words, and no fault is made of it", async () => {
    const askedAtMs = Date.parse("2025-06-20T10:00:00Z");
    let atMs = askedAtMs;
    const gate = Promise.withResolvers<void>();
    const { app, cookie, path, faults } = await askForPart({ work: slowly(gate.promise), nowMs: () => atMs });
    atMs += 16_000;
    const response = await followTurn(app, cookie, path);
    setTimeout(gate.resolve, 50);
    const text = await response.text();
    expect(eventsIn(text)).toEqual(["step", "step", "claim", "slow", "turn"]);
    expect(text).toContain("Still working; the answer will appear here.");
    expect(faults).toEqual([]);
  });

  test("is asked after again when the store fails while it waits", async () => {
    const fault = new Error("torn");
    const { app, cookie, path, faults } = await askForPart({
      work: slowly(never),
      isSettled: () => Promise.reject(fault),
    });
    const text = await (await followTurn(app, cookie, path)).text();
    expect(eventsIn(text).at(-1)).toBe("later");
    expect(text).not.toContain("torn");
    expect(faults).toEqual([fault]);
  });

  test("is let go of when the service is about to end, and asked after again", async () => {
    const { app, cookie, path, faults } = await askForPart({ work: slowly(never), arrival: async () => false });
    const text = await (await followTurn(app, cookie, path)).text();
    expect([eventsIn(text).at(-1), faults]).toEqual(["later", []]);
  });

  test("that is not there says so, to the script and to people", async () => {
    const { app, cookie } = await askForPart({});
    for (const path of ["/threads/gone/turns/M-1", "/threads/gone"]) {
      expect((await followTurn(app, cookie, path)).status).toBe(404);
      const page = await send(app, path, { cookie });
      expect([page.status, await page.text()]).toEqual([404, expect.stringContaining("no longer kept")]);
    }
  });
});

describe("without script", () => {
  test("a page with a waiting question comes back by itself, more and more rarely, until the answer is there", async () => {
    const gate = Promise.withResolvers<void>();
    const { app } = fakeConsole({ work: slowly(gate.promise) });
    const cookie = await signIn(app);
    const response = await post(app, cookie, { question: "How long?" });
    expect(response.status).toBe(303);
    let address = response.headers.get("location") ?? "";
    const seconds: string[] = [];
    for (let looks = 0; looks < 40; looks += 1) {
      const { document } = parseHTML(await readPage(app, address.split("#")[0]!, cookie));
      const content = document.querySelector('noscript meta[http-equiv="refresh"]')?.getAttribute("content") ?? "";
      const [, after, next] = /^(\d+); url=(\/threads\/[\w-]+\?look=\d+#turn-1)$/u.exec(content) ?? [];
      expect(next).not.toBe(address);
      seconds.push(after ?? "none");
      address = next ?? "";
      expect(words(document.querySelector(".turn .person"))).toBe(wayToPerson);
    }
    expect([seconds[0], seconds[1], seconds[10], seconds[39]]).toEqual(["1", "2", "5", "30"]);
    gate.resolve();
    await new Promise((resolve) => setTimeout(resolve, 20));
    const answeredPage = await readPage(app, address.split("#")[0]!, cookie);
    expect(answeredPage).not.toContain("http-equiv");
    expect(answeredPage).toContain("Answered from sources");
  });

  test("an answer that is there soon needs no coming back", async () => {
    const soon: FakeWorker = async () => {
      await new Promise((resolve) => setTimeout(resolve, 100));
      return answered;
    };
    const { app } = fakeConsole({ work: soon });
    const cookie = await signIn(app);
    const { headers } = await post(app, cookie, { question: "How long?" });
    expect(headers.get("location")).toMatch(/#turn-1$/u);
    expect(await readPage(app, headers.get("location") ?? "", cookie)).toContain("Answered from sources");
  });

  test("an address that was tampered with is a page all the same", async () => {
    const { app } = fakeConsole({ work: slowly(never) });
    const cookie = await signIn(app);
    const thread = ((await post(app, cookie, { question: "How long?" })).headers.get("location") ?? "").split("#")[0];
    for (const look of ["-5", "x", "1e99", "%22%3E", ""]) {
      const page = await readPage(app, `${thread}?look=${look}`, cookie);
      expect(page).toMatch(/content="\d+; url=\/threads\/[\w-]+\?look=\d+#turn-1"/u);
    }
  });
});

describe("a form that is sent twice", () => {
  const form = "form-0123456789abcdef";

  test("asks once, and both times leads to the one answer", async () => {
    const console = fakeConsole();
    const cookie = await signIn(console.app);
    const both = await Promise.all([1, 2].map(() => post(console.app, cookie, { question: "How long?", form })));
    const [first, second] = both.map(({ headers }) => headers.get("location"));
    expect(first).toMatch(/^\/threads\/[\w-]+#turn-1$/u);
    expect(second).toBe(first);
    expect((await post(console.app, cookie, { question: "How long?", form }, true)).status).toBe(200);
    expect(console.asked).toHaveLength(1);
  });

  test("with other words asks anew, and so does another form with the same words", async () => {
    const console = fakeConsole();
    const cookie = await signIn(console.app);
    for (const fields of [
      { question: "How long?", form },
      { question: "How much?", form },
      { question: "How long?", form: `${form}-2` },
      { question: "How long?" },
      { question: "How long?", form: "short" },
    ])
      await post(console.app, cookie, fields);
    expect(console.asked).toHaveLength(5);
  });

  test("every page has a form of its own, and a refused one keeps its", async () => {
    const console = fakeConsole({ ask: async () => ({ kind: "not_stored" }) });
    const cookie = await signIn(console.app);
    const idIn = (page: string) => parseHTML(page).document.querySelector('#composer input[name="form"]')?.getAttribute("value");
    const [one, two] = [await readPage(console.app, "/", cookie), await readPage(console.app, "/", cookie)].map(idIn);
    expect(one).toMatch(/^[\w-]{36}$/u);
    expect(two).not.toBe(one);
    const refused = await post(console.app, cookie, { question: "How long?", form });
    expect(idIn(await refused.text())).toBe(form);
  });
});

test("a question that could not be stored stays in the box, with the way to a person", async () => {
  const console = fakeConsole({ ask: async () => ({ kind: "not_stored" }) });
  const cookie = await signIn(console.app);
  const response = await post(console.app, cookie, { question: "How long?" });
  expect(response.status).toBe(503);
  const { document } = parseHTML(await response.text());
  expect(words(document.querySelector("#problem"))).toMatch(/could not be stored.*kept in the box.*reps@union\.example/u);
  expect(document.querySelector("textarea")?.textContent).toBe("How long?");
  expect(document.querySelectorAll(".turn")).toHaveLength(0);
  expect((await post(console.app, cookie, { question: "How long?" }, true)).status).toBe(503);
});
