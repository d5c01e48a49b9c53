import type { Browser } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { ConsoleDeps } from "../../src/console/console-deps.ts";
import type { VerifiedClaim } from "../../src/domain/verified-answer.ts";
import { chromiumPath, hasChromium, startChromium } from "../support/chromium.ts";
import { answered } from "../support/console-answers.ts";
import { accessibilityFaults, openConsole } from "../support/console-browser.ts";
import { fakeConsole, host, send, signIn } from "../support/fake-console.ts";

const claim: VerifiedClaim = { text: "Twenty weeks <b>at least</b>.", quotations: [], listItem: false };

/** Tells news, then waits until `release` before it answers. */
const slowly = (release: Promise<void>): ConsoleDeps["ask"] => {
  return async ({ question }, onProgress) => {
    onProgress?.({ kind: "step", step: "searching" });
    onProgress?.({ kind: "step", step: "writing" });
    onProgress?.({ kind: "claim", question, claim, sources: ["Redundancy guide"] });
    await release;
    return { ...answered, row: { ...answered.row, question } };
  };
};

const stream = async (over: Partial<ConsoleDeps>) => {
  const { app, faults } = fakeConsole(over);
  const cookie = await signIn(app);
  const headers = { origin: `http://${host}`, "x-noticeboard-part": "turn", accept: "text/event-stream" };
  const body = new URLSearchParams({ question: "How long?" });
  return { response: await send(app, "/ask", { method: "POST", cookie, body, headers }), faults };
};

describe("news of an answer", () => {
  test("are steps, proved claims as text, then the thread and the whole turn", async () => {
    const { response } = await stream({ ask: slowly(Promise.resolve()) });
    expect(response.headers.get("content-type")).toMatch(/^text\/event-stream/);
    const text = await response.text();
    expect([...text.matchAll(/^event: (\w+)$/gm)].map((match) => match[1])).toEqual(["step", "step", "claim", "thread", "turn"]);
    expect(text).toContain("Twenty weeks &lt;b&gt;at least&lt;/b&gt;.");
    expect(text).toContain('id="turn-1"');
  });

  test("end in words when asking fails, and the fault is told", async () => {
    const { response, faults } = await stream({ ask: () => Promise.reject(new Error("torn")) });
    const text = await response.text();
    expect(text).toMatch(/^event: problem$/m);
    expect(text).not.toContain("torn");
    expect(faults).toHaveLength(1);
  });

  test("are not streamed for a form that is in the way of an answer", async () => {
    const { app } = fakeConsole();
    const cookie = await signIn(app);
    const headers = { origin: `http://${host}`, "x-noticeboard-part": "turn", accept: "text/event-stream" };
    const response = await send(app, "/ask", { method: "POST", cookie, body: new URLSearchParams({ question: " " }), headers });
    expect(response.status).toBe(422);
  });
});

describe.skipIf(!hasChromium)(`a page that waits${hasChromium ? "" : ` (skipped: no Chromium at ${chromiumPath})`}`, () => {
  let browser: Browser;
  beforeAll(async () => {
    browser = await startChromium();
  });
  afterAll(() => browser.close());

  test("shows the step and what is proved so far, then the answer in their place", async () => {
    const gate = Promise.withResolvers<void>();
    const open = await openConsole(browser, {}, fakeConsole({ ask: slowly(gate.promise) }));
    const { page, complaints } = open;
    await page.fill("#question", "How long?");
    await page.click("button.ask");
    await page.locator(".proved-so-far").waitFor();
    expect(await page.locator(".turn.pending .outcome-words").textContent()).toBe("Putting an answer together from them");
    expect(await page.locator(".proved-so-far").textContent()).toContain("Twenty weeks <b>at least</b>.");
    expect(await accessibilityFaults(page)).toEqual([]);
    gate.resolve();
    await page.locator(".turn:not(.pending)").waitFor();
    expect(await page.locator(".proved-so-far").count()).toBe(0);
    expect(await page.locator("#status").textContent()).toMatch(/^Answered from sources/u);
    expect(complaints).toEqual([]);
    await open.close();
  });
});
