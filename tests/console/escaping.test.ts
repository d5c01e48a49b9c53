import { parseHTML } from "linkedom";
import { expect, test } from "vitest";
import type { KnowledgeOverview } from "../../src/console/console-deps.ts";
import type { ConsoleAnswer } from "../../src/console/thread.ts";
import { answered, handedOver, knowledge } from "../support/console-answers.ts";
import { fakeConsole, post, readPage, signIn } from "../support/fake-console.ts";

const attacks = [
  `<script>alert(1)</script>`,
  `"><img src=x onerror=alert(1)>`,
  `' autofocus onfocus='alert(1)`,
  `</textarea></details><svg onload=alert(1)>`,
  `javascript:alert(1)`,
];

/** Codes that the page looks up rather than prints. */
const closed = new Set(["outcome", "reason", "route", "priority", "kind", "standing", "basis"]);

/** Puts `attack` into every string of a value, closed codes aside. */
const poison = <T>(value: T, attack: string, key = ""): T => {
  if (typeof value === "string") return (closed.has(key) ? value : attack) as T;
  if (Array.isArray(value)) return value.map((item) => poison(item, attack, key)) as T;
  if (value !== null && typeof value === "object")
    return Object.fromEntries(Object.entries(value).map(([name, item]) => [name, poison(item, attack, name)])) as T;
  return value;
};

/** Quotations must still fit the poisoned passages, or nothing would be marked. */
const poisoned = (answer: ConsoleAnswer, attack: string): ConsoleAnswer => {
  const all = poison(answer, attack);
  const text = `${attack} [3] ${attack}`;
  return {
    ...all,
    row: { ...all.row, text },
    passages: all.passages.map((passage) => ({
      ...passage,
      quotes: passage.quotes.map(({ number }) => ({ start: 0, end: attack.length, number })),
    })),
  };
};

const dangers = (page: string): string[] => {
  const { document } = parseHTML(page);
  return [...document.querySelectorAll("*")].flatMap((element) => {
    const bad = [...element.attributes].filter(
      ({ name, value }) =>
        /^on|^style$|^srcdoc$|^autofocus$/iu.test(name) ||
        (/^(?:href|src|action)$/iu.test(name) && /^\s*(?:javascript|data|vbscript):/iu.test(value)),
    );
    const foreign =
      /^(?:img|svg|iframe|object|embed|style)$/iu.test(element.tagName) ||
      (element.tagName === "SCRIPT" && element.getAttribute("src") !== "/assets/app.js");
    return bad.length > 0 || foreign ? [element.outerHTML.slice(0, 200)] : [];
  });
};

test("the check itself sees an unescaped attack", () => {
  for (const attack of attacks.slice(0, 2)) expect(dangers(`<!doctype html><body><p>${attack}</p></body>`)).not.toEqual([]);
  expect(dangers(`<!doctype html><body><a href="${attacks[4]}">x</a></body>`)).not.toEqual([]);
});

test.each(attacks)("%s stays text in every field of an answer", async (attack) => {
  for (const answer of [answered, handedOver]) {
    const { app } = fakeConsole({
      work: async () => poisoned(answer, attack),
      wayToPerson: () => attack,
      exampleQuestions: [attack],
    });
    const cookie = await signIn(app);
    const location = (await post(app, cookie, { question: attack })).headers.get("location") ?? "";
    const page = await readPage(app, location, cookie);
    expect(dangers(page)).toEqual([]);
    const { document } = parseHTML(page);
    expect(document.querySelector(".question-words")?.textContent).toBe(attack);
    expect(document.querySelector(".answer-text")?.textContent).toContain(attack);
    expect(document.querySelector("mark")?.textContent).toContain(attack);
    expect(document.querySelectorAll(".source-link a")).toHaveLength(0);
    expect(dangers(await readPage(app, "/?new", cookie))).toEqual([]);
    const part = await post(app, cookie, { question: attack }, true);
    expect(dangers(`<!doctype html><body>${await part.text()}</body>`)).toEqual([]);
  }
});

test.each(attacks)("%s stays text on the sources page and in a question that is given back", async (attack) => {
  const overview: KnowledgeOverview = poison(knowledge, attack);
  const { app } = fakeConsole({ knowledge: () => overview, exampleQuestions: [], ask: () => Promise.reject(new Error("no")) });
  const cookie = await signIn(app);
  expect(dangers(await readPage(app, "/sources", cookie))).toEqual([]);
  expect(dangers(await readPage(app, "/", cookie))).toEqual([]);
  const failed = await (await post(app, cookie, { question: attack, thread: "" })).text();
  expect(dangers(failed)).toEqual([]);
  // linkedom leaves the character references of a textarea as they are; a browser reads them.
  const given = parseHTML(failed).document.querySelector("textarea")?.textContent ?? "";
  expect(given).not.toMatch(/[<>"']/u);
  expect(parseHTML(`<p>${given}</p>`).document.querySelector("p")?.textContent).toBe(attack);
});
