import type { Browser } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { VerifiedClaim } from "../../src/domain/verified-answer.ts";
import { chromiumPath, hasChromium, startChromium } from "../support/chromium.ts";
import { answered, wayToPerson } from "../support/console-answers.ts";
import { accessibilityFaults, openConsole } from "../support/console-browser.ts";
import { type FakeWorker, fakeConsole } from "../support/fake-console.ts";

const claim: VerifiedClaim = { text: "Twenty weeks <b>at least</b>.", quotations: [], listItem: false };

/** Tells news, then waits until `release` before it answers. */
const slowly =
  (release: Promise<void>): FakeWorker =>
  async ({ question }, onProgress) => {
    onProgress({ kind: "step", step: "searching" });
    onProgress({ kind: "step", step: "writing" });
    onProgress({ kind: "claim", question, claim, sources: ["Redundancy guide"] });
    await release;
    return answered;
  };

describe.skipIf(!hasChromium)(`a page that waits${hasChromium ? "" : ` (skipped: no Chromium at ${chromiumPath})`}`, () => {
  let browser: Browser;
  beforeAll(async () => {
    browser = await startChromium();
  });
  afterAll(() => browser.close());

  test("shows the step and what is proved so far, then the answer in their place", async () => {
    const gate = Promise.withResolvers<void>();
    const open = await openConsole(browser, {}, fakeConsole({ work: slowly(gate.promise) }));
    const { page, complaints } = open;
    await page.fill("#question", "How long?");
    await page.click("button.ask");
    await page.locator(".proved-so-far").waitFor();
    expect(await page.locator(".turn.pending .outcome-words").textContent()).toBe("Putting an answer together from them");
    expect(await page.locator(".proved-so-far").textContent()).toContain("Twenty weeks <b>at least</b>.");
    expect(await page.locator(".turn.pending .person").textContent()).toBe(wayToPerson);
    expect(await accessibilityFaults(page)).toEqual([]);
    gate.resolve();
    await page.locator(".turn:not(.pending)").waitFor();
    expect(await page.locator(".proved-so-far").count()).toBe(0);
    expect(await page.locator("#status").textContent()).toMatch(/^Answered from sources/u);
    expect(complaints).toEqual([]);
    await open.close();
  });
});
