import { parseHTML } from "linkedom";
import { describe, expect, test } from "vitest";
import { answered, knowledge, wayToPerson } from "../support/console-answers.ts";
import { fakeConsole, post, readPage, send, signIn } from "../support/fake-console.ts";

const ask = async (console: ReturnType<typeof fakeConsole>, question: string) => {
  const cookie = await signIn(console.app);
  const response = await post(console.app, cookie, { question });
  const address = response.headers.get("location") ?? "";
  return { cookie, address, document: parseHTML(await readPage(console.app, address, cookie)).document };
};

const words = (element: { textContent: string | null } | null): string =>
  (element?.textContent ?? "").replace(/\s+/gu, " ").trim();

describe("an answer", () => {
  test("shows the outcome, the date in words, the list and marks that lead to their quotations", async () => {
    const { document } = await ask(fakeConsole(), "How long must they consult for?");
    expect(words(document.querySelector(".outcome"))).toBe("Answered from sources");
    expect(words(document.querySelector(".as-of"))).toBe("As of 6 June 2025");
    expect(document.querySelectorAll(".answer-text li")).toHaveLength(1);
    const marks = [...document.querySelectorAll("a.cite")];
    expect(marks.map(words)).toEqual(["Source [1]", "Source [2]", "Source [3]"]);
    const targets = marks.map((mark) => document.getElementById((mark.getAttribute("href") ?? "").slice(1)));
    expect(targets.map((target) => target?.tagName)).toEqual(["MARK", "MARK", "MARK"]);
    expect(targets.map((target) => words(target).replace(/^\d+/u, ""))).toEqual(answered.row.citations.map(({ quote }) => quote));
  });

  test("has a card for each passage with its place, page, publisher, dates and link", async () => {
    const { document } = await ask(fakeConsole(), "How long must they consult for?");
    const cards = [...document.querySelectorAll("details.source")];
    expect(cards).toHaveLength(2);
    const [page, guide] = cards;
    expect([...(page?.querySelectorAll(".crumbs li") ?? [])].map(words)).toEqual(["Consultation", "How long it lasts"]);
    expect(words(page?.querySelector(".facts") ?? null)).toBe("Published 4 November 2024 Updated 6 June 2025");
    expect(page?.querySelector(".source-link a")?.getAttribute("href")).toContain("#:~:text=");
    expect(words(guide?.querySelector(".facts") ?? null)).toBe("Page 7 Published 16 January 2023");
    expect(guide?.querySelector(".source-link a")?.getAttribute("href")).toMatch(/#page=7$/u);
    expect(guide?.querySelector(".source-link a")?.getAttribute("rel")).toBe("noopener noreferrer");
    expect(words(guide?.querySelector(".source-publisher") ?? null)).toBe("Example Managers' Union");
  });

  test("names the way to a person once", async () => {
    const { document } = await ask(fakeConsole(), "How long must they consult for?");
    expect(words(document.querySelector(".turn")).split(wayToPerson)).toHaveLength(2);
  });

  test("that names its own way to a person shows that one instead of the usual", async () => {
    const own = "Write to the London reps at london@union.example.";
    const answer = { ...answered, wayToPerson: own, row: { ...answered.row, text: `Text. [1]\n\n${own}` } };
    const { document } = await ask(fakeConsole({ work: async () => answer }), "How long?");
    expect(words(document.querySelector(".turn")).split(own)).toHaveLength(2);
    expect(words(document.querySelector(".turn"))).not.toContain(wayToPerson);
  });

  test("sets notices off from the text", async () => {
    const { document } = await ask(fakeConsole(), "How long is a trial?");
    expect(document.querySelectorAll(".notices p")).toHaveLength(2);
    expect(words(document.querySelector(".answer-text"))).not.toContain("29 months");
  });

  test("that went to a rep shows the case", async () => {
    const { document } = await ask(fakeConsole(), "I got a letter, what now?");
    expect(words(document.querySelector(".outcome"))).toBe("A rep has it, with general information from sources");
    const box = words(document.querySelector(".case"));
    for (const part of ["NB-2041", "High", "27 June 2025", "London reps", "Redundancy terms"]) expect(box).toContain(part);
    expect(document.querySelectorAll("a.cite")).toHaveLength(1);
  });

  test("in a crisis leads with people to ring", async () => {
    const { document } = await ask(fakeConsole(), "I cannot go on");
    expect(words(document.querySelector(".outcome"))).toContain("talk to someone now");
    expect(document.querySelector(".answer.urgent")).not.toBeNull();
    expect(document.querySelector(".sources")).toBeNull();
    expect(words(document.querySelector(".case"))).toContain("Urgent");
  });

  test("says what route it took and why, how sure it is and how long it took", async () => {
    const { document } = await ask(fakeConsole(), "How long must they consult for?");
    const small = words(document.querySelector(".decision"));
    for (const part of [
      "A general question",
      "94% sure",
      "names nothing of the member's own",
      "87% likely",
      "42 ms",
      "checking 0.8 ms",
    ])
      expect(small).toContain(part);
  });

  test("says so when routing was skipped and when nothing was searched", async () => {
    const { document } = await ask(
      fakeConsole({ work: async () => ({ ...answered, decision: { ...answered.decision!, routing: null, confidence: null } }) }),
      "How long?",
    );
    expect(words(document.querySelector(".decision"))).toContain("Routing was skipped");
    expect(words(document.querySelector(".decision"))).toContain("The sources were not searched");
  });
});

describe("a thread", () => {
  test("hands the earlier turns to the next question, and a new thread does not", async () => {
    const console = fakeConsole();
    const { cookie, address } = await ask(console, "How long must they consult for?");
    const thread = /threads\/([\w-]+)#turn-1$/u.exec(address)?.[1] ?? "";
    const follow = await post(console.app, cookie, { question: "And for trusts?", thread });
    expect(follow.headers.get("location")).toBe(`/threads/${thread}#turn-2`);
    expect(console.asked[1]?.history).toEqual([{ question: "How long must they consult for?", answer: answered.row.text }]);
    await post(console.app, cookie, { question: "Something else", thread: "" });
    expect(console.asked[2]?.history).toEqual([]);
    const page = await readPage(console.app, `/threads/${thread}`, cookie);
    expect(parseHTML(page).document.querySelectorAll(".turn")).toHaveLength(2);
  });

  test("ids are its own for every turn", async () => {
    const console = fakeConsole();
    const { cookie, address } = await ask(console, "First?");
    const thread = /threads\/([\w-]+)/u.exec(address)?.[1] ?? "";
    await post(console.app, cookie, { question: "Second?", thread });
    const { document } = parseHTML(await readPage(console.app, `/threads/${thread}`, cookie));
    const ids = [...document.querySelectorAll("[id]")].map(({ id }) => id);
    expect(new Set(ids).size).toBe(ids.length);
    const broken = [...document.querySelectorAll('a[href^="#"]')].filter(
      (link) => document.getElementById((link.getAttribute("href") ?? "").slice(1)) === null,
    );
    expect(broken).toEqual([]);
  });

  test("that is no longer kept says so and keeps the question instead of answering it out of place", async () => {
    const console = fakeConsole();
    const cookie = await signIn(console.app);
    const response = await post(console.app, cookie, { question: "And for trusts?", thread: "gone" });
    expect(response.status).toBe(410);
    const { document } = parseHTML(await response.text());
    expect(words(document.querySelector("#problem"))).toContain("no longer kept");
    expect(document.querySelector("textarea")?.textContent).toBe("And for trusts?");
    expect(console.asked).toEqual([]);
    expect((await send(console.app, "/threads/gone", { cookie })).status).toBe(404);
  });

  test("comes back at / and leaves at New thread", async () => {
    const console = fakeConsole();
    const { cookie, address } = await ask(console, "How long?");
    expect((await send(console.app, "/", { cookie })).headers.get("location")).toBe(address.split("#")[0]);
    expect(await readPage(console.app, "/?new", cookie)).toContain("For example");
  });

  test("for the page's script comes turn by turn, with the thread named in it", async () => {
    const console = fakeConsole();
    const cookie = await signIn(console.app);
    const response = await post(console.app, cookie, { question: "How long?" }, true);
    expect(response.status).toBe(200);
    const part = await response.text();
    expect(part).toMatch(/^<li class="turn" id="turn-1" data-thread="[\w-]{20,}"/u);
  });

  test("left alone for a day is not opened again by itself, and is listed", async () => {
    let atMs = Date.parse("2025-06-20T10:00:00Z");
    const console = fakeConsole({ nowMs: () => atMs });
    const { cookie, address } = await ask(console, "How long?");
    atMs += 24 * 60 * 60 * 1000;
    const { document } = parseHTML(await readPage(console.app, "/", cookie));
    expect(words(document.querySelector("h1"))).toBe("Ask your union’s own pages");
    const link = document.querySelector(".earlier a");
    expect([link?.getAttribute("href"), words(link)]).toEqual([address.split("#")[0], "How long?"]);
    expect(words(document.querySelector(".earlier"))).toContain("20 June 2025");
  });

  test("that a rep wrote into shows the rep's words under the answer, and worded replies as they are", async () => {
    const rep = {
      kind: "rep",
      caseId: "C-1",
      signedAs: "Ada Example",
      words: "I rang you.\n\nWrite to ada@union.example.",
    } as const;
    const turn = {
      number: 1,
      threadId: "t",
      messageId: "M-1",
      question: "How long?",
      askedAt: "2025-06-20T10:00:00Z",
      isSettled: true,
    };
    const replies = [{ kind: "answer", answer: answered }, rep, { kind: "worded", text: "The office is closed." }] as const;
    const told = { ...turn, number: 2, messageId: "M-2", question: "Any news?", replies: [] };
    const console = fakeConsole({ turns: async () => [{ ...turn, replies: [...replies] }, told] });
    const { document } = parseHTML(await readPage(console.app, "/threads/t", await signIn(console.app)));
    const [answer, written, worded, withRep] = [...document.querySelectorAll(".turn section")];
    expect(words(answer ?? null)).toContain("Answered from sources");
    expect(words(written ?? null)).toBe("Ada Example wrote to you I rang you.Write to ada@union.example.");
    expect(written?.querySelector("a")?.getAttribute("href")).toBe("mailto:ada@union.example");
    expect(words(worded ?? null)).toBe("Noticeboard The office is closed.");
    expect(words(withRep ?? null)).toContain("Your message is with the rep who has your case.");
    expect(document.querySelectorAll(".pending, noscript")).toHaveLength(0);
  });
});

describe("what goes wrong", () => {
  test("an empty question asks nothing", async () => {
    const console = fakeConsole();
    const cookie = await signIn(console.app);
    for (const question of ["", "  \r\n "]) {
      const response = await post(console.app, cookie, { question });
      expect(response.status).toBe(422);
      expect(await response.text()).toContain("Write your question first.");
    }
    expect((await post(console.app, cookie, {})).status).toBe(422);
    expect(console.asked).toEqual([]);
  });

  test.each([true, false])(
    "a fault is told in plain words with the way to a person, never with its own text (part: %s)",
    async (part) => {
      const fault = new Error("SQLITE_CORRUPT at /secret/path");
      const console = fakeConsole({ ask: () => Promise.reject(fault) });
      const cookie = await signIn(console.app);
      const response = await post(console.app, cookie, { question: "How long?" }, part);
      expect(response.status).toBe(500);
      const text = await response.text();
      expect(text).toContain("Something went wrong on our side");
      expect(text).toContain("reps@union.example");
      expect(text).not.toMatch(/SQLITE|secret|at .*\.ts/u);
      expect(console.faults).toEqual([fault]);
    },
  );

  test("a fault outside asking is a page too", async () => {
    const console = fakeConsole({ knowledge: () => Promise.reject(new Error("store is locked")) });
    const cookie = await signIn(console.app);
    const response = await send(console.app, "/sources", { cookie });
    expect(response.status).toBe(500);
    expect(await response.text()).not.toContain("locked");
    expect(console.faults).toHaveLength(1);
    expect(await readPage(console.app, "/", cookie)).toContain("Your question");
  });

  test("a page that is not there says so", async () => {
    const console = fakeConsole();
    const cookie = await signIn(console.app);
    const response = await send(console.app, "/nowhere", { cookie });
    expect(response.status).toBe(404);
    expect(await response.text()).toContain("There is no such page");
  });
});

describe("the empty page", () => {
  test("offers the given examples, else the titles of current documents", async () => {
    const given = fakeConsole();
    expect(await readPage(given.app, "/", await signIn(given.app))).toContain("How long does a trial period last?");
    const none = fakeConsole({ exampleQuestions: [] });
    const { document } = parseHTML(await readPage(none.app, "/", await signIn(none.app)));
    expect([...document.querySelectorAll(".examples button")].map(words)).toEqual([
      "What is the latest on “Working through organisational change”?",
      "What is the latest on “Redeployment: a guide for members”?",
    ]);
  });

  test("says what to do when nothing is indexed", async () => {
    const console = fakeConsole({ exampleQuestions: [], knowledge: () => ({ documents: [], unreadable: [], revision: "none" }) });
    const cookie = await signIn(console.app);
    for (const path of ["/", "/sources"]) expect(await readPage(console.app, path, cookie)).toContain("npm run sync");
  });
});

test("the sources page lists what is indexed and what could not be read", async () => {
  const console = fakeConsole();
  const { document } = parseHTML(await readPage(console.app, "/sources", await signIn(console.app)));
  const listed = [...document.querySelectorAll(".indexed")].map(words);
  expect(listed).toHaveLength(knowledge.documents.length);
  expect(listed[0]).toContain("Updated 6 June 2025");
  expect(listed[2]).toContain("Archived: speaks of its own time only");
  expect(listed[2]).toContain("Written no later than 31 March 2015");
  expect(document.querySelectorAll('.indexed a[href^="file:"]')).toHaveLength(0);
  const unread = words(document.querySelector(".unread"));
  expect(unread).toContain("2 sources could not be read");
  expect(unread).toContain("guides/scan-2019.pdf The pages are pictures without text.");
});
