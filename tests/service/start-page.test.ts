import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { DatabaseSync } from "node:sqlite";
import { parseHTML } from "linkedom";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { storeFileOf } from "../../src/adapters/sqlite/open-sqlite-store.ts";
import { freePort } from "../../tools/kill-test/places.ts";
import { writeKnowledge } from "../../tools/kill-test/questions.ts";
import { chromiumPath, hasChromium, startChromium } from "../support/chromium.ts";
import { endPageServices, type PageServicePlace, startPageService } from "../support/page-service.ts";

const question = "How long is the notice period after five years of service?";
/** A killed worker's message waits for the end of its lease, 30 s, on a machine that may have much else to do. */
const timeoutMs = 240_000;
const answerWords = "one week for each full year of service";
const words = (element: { textContent: string | null } | null): string =>
  (element?.textContent ?? "").replace(/\s+/gu, " ").trim();

let place: PageServicePlace;
let folder = "";
beforeEach(async () => {
  folder = mkdtempSync(path.join(tmpdir(), "noticeboard-page-"));
  const knowledgeFolder = path.join(folder, "knowledge");
  writeKnowledge(knowledgeFolder);
  place = { knowledgeFolder, dataFolder: path.join(folder, "data"), port: await freePort() };
});
afterEach(async () => {
  await endPageServices();
  rmSync(folder, { recursive: true, force: true });
});

/** How many messages, ended jobs, replies and deliveries stand in the store. */
const storedCounts = () => {
  const database = new DatabaseSync(storeFileOf(place.dataFolder), { readOnly: true });
  try {
    return database
      .prepare(
        `SELECT (SELECT count(*) FROM inbox) AS messages, (SELECT count(*) FROM jobs WHERE state = 'done') AS done,
           (SELECT count(*) FROM outbox) AS replies, (SELECT count(*) FROM outbox WHERE state = 'sent') AS sent`,
      )
      .get();
  } finally {
    database.close();
  }
};

const signIn = async (link: string): Promise<string> => {
  const response = await fetch(link, { redirect: "manual" });
  return (response.headers.get("set-cookie") ?? "").split(";")[0] ?? "";
};

/** A page as a browser without script gets it, after any redirect. */
const open = async (url: string, cookie: string) => {
  const response = await fetch(url, { headers: { cookie } });
  return { url: response.url, status: response.status, document: parseHTML(await response.text()).document };
};

const until = async <T>(read: () => Promise<T | null>): Promise<T> => {
  for (;;) {
    const found = await read();
    if (found !== null) return found;
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
};

describe("the try-it page over the whole spine", () => {
  test(
    "a question outlives the service being killed while its answer is made, and is answered once, without script",
    async () => {
      const first = await startPageService({ ...place, environment: { FAILPOINT: "after_draft:1" } });
      const cookie = await signIn(first.link);
      const { document: empty } = await open(`${first.url}/`, cookie);
      const form = empty.querySelector('#composer input[name="form"]')?.getAttribute("value") ?? "";
      const ask = () =>
        fetch(`${first.url}/ask`, {
          method: "POST",
          headers: { cookie, origin: first.url },
          body: new URLSearchParams({ question, thread: "", form }),
          redirect: "manual",
        });
      // Whether the browser has its first answer by then or a broken line is all one.
      await ask().catch(() => null);
      expect(await first.ended).toBe("SIGKILL");
      expect(storedCounts()).toEqual({ messages: 1, done: 0, replies: 0, sent: 0 });

      // The browser is still signed in, and finds its question being worked on.
      const second = await startPageService(place);
      const waiting = await open(`${second.url}/`, cookie);
      expect(waiting.url).toMatch(/\/threads\/[\w-]+$/u);
      expect(words(waiting.document.querySelector(".turn.pending .question-words"))).toBe(question);
      expect(waiting.document.querySelector("noscript meta")?.getAttribute("content")).toContain("?look=1#turn-1");
      expect(words(waiting.document.querySelector(".turn .person"))).toContain("Want to talk to a person?");

      // Sent again, as a reload does it, it is the same question in the same thread.
      const again = await ask();
      expect([again.status, again.headers.get("location")]).toEqual([303, `${new URL(waiting.url).pathname}#turn-1`]);

      const answered = await until(async () => {
        const page = await open(waiting.url, cookie);
        return page.document.querySelector(".turn.pending") === null ? page.document : null;
      });
      expect(answered.querySelectorAll(".turn .answer")).toHaveLength(1);
      expect(words(answered.querySelector(".answer-text"))).toContain(answerWords);
      expect(words(answered.querySelector(".source mark"))).toContain(answerWords);
      const decided = words(answered.querySelector(".decision"));
      for (const part of ["A general question", "likely that the sources answer this", "The pages’ own sentences", "checking"])
        expect(decided).toContain(part);
      await until(async () => (storedCounts()?.sent === 1 ? true : null));
      expect(storedCounts()).toEqual({ messages: 1, done: 1, replies: 1, sent: 1 });

      // A further restart loses nothing of it, and the log says nothing of what was asked.
      second.kill("SIGTERM");
      expect(await second.ended).toBe("exit 0");
      const third = await startPageService(place);
      const { document: kept } = await open(waiting.url, cookie);
      expect(words(kept.querySelector(".turn"))).toBe(words(answered.querySelector(".turn")));
      expect(third.errors() + second.errors()).not.toContain("notice period");
    },
    timeoutMs,
  );

  test.skipIf(!hasChromium)(
    `an open page sees the restart through and shows the answer by itself${hasChromium ? "" : ` (skipped: no Chromium at ${chromiumPath})`}`,
    async () => {
      const first = await startPageService({ ...place, environment: { FAILPOINT: "after_draft:2" } });
      const browser = await startChromium();
      try {
        const page = await browser.newPage();
        await page.goto(first.link);
        await page.fill("#question", question);
        await page.keyboard.press("Enter");
        await page.locator(".turn:not(.pending)").waitFor();
        await page.fill("#question", "Who can come with me to a consultation meeting?");
        await page.keyboard.press("Enter");
        expect(await first.ended).toBe("SIGKILL");
        await page.getByText("Your question is kept, and its answer will appear here.").waitFor();
        expect(await page.inputValue("#question")).toBe("");
        await startPageService(place);
        await page.locator(".turn:not(.pending) >> nth=1").waitFor({ timeout: 90_000 });
        expect(await page.locator(".turn").count()).toBe(2);
        expect(await page.locator(".turn >> nth=1").innerText()).toContain("a union representative or a colleague");
        expect(storedCounts()).toMatchObject({ messages: 2, replies: 2 });
      } finally {
        await browser.close();
      }
    },
    timeoutMs,
  );
});
