import type { Browser } from "playwright-core";
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import { chromiumPath, hasChromium, startChromium } from "../support/chromium.ts";
import { answered } from "../support/console-answers.ts";
import { accessibilityFaults, type OpenPage, openConsole, sidewaysPixels } from "../support/console-browser.ts";
import { fakeConsole } from "../support/fake-console.ts";

const waiting = ".turn.pending[data-follow]";
const there = ".turn:not(.pending)";

describe.skipIf(!hasChromium)(`waiting in a browser${hasChromium ? "" : ` (skipped: no Chromium at ${chromiumPath})`}`, () => {
  let browser: Browser;
  let open: OpenPage | undefined;
  beforeAll(async () => {
    browser = await startChromium();
  });
  afterEach(async () => {
    await open?.close();
    open = undefined;
  });
  afterAll(() => browser.close());

  /** A page whose answers come when they are let go. */
  const start = async (options: Parameters<typeof openConsole>[1] = {}) => {
    const gate = Promise.withResolvers<void>();
    const fake = fakeConsole({ work: () => gate.promise.then(() => answered) });
    open = await openConsole(browser, options, fake);
    await open.page.fill("#question", "How long must they consult for?");
    return { ...open, gate };
  };

  test("without script the page comes back by itself until the answer is there, and a double click asks once", async () => {
    const {
      page,
      gate,
      console: fake,
      complaints,
    } = await start({
      javaScriptEnabled: false,
      viewport: { width: 400, height: 860 },
    });
    await page.dblclick("button.ask");
    await page.locator(waiting).waitFor();
    await page.waitForURL(/\?look=2#turn-1$/u);
    expect(await page.locator("#composer").isVisible()).toBe(false);
    expect(await page.locator(".turn .person a").first().isVisible()).toBe(true);
    gate.resolve();
    await page.locator(there).waitFor();
    expect(await page.locator("#composer").isVisible()).toBe(true);
    expect(fake.asked).toHaveLength(1);
    expect(await page.locator(".turn").count()).toBe(1);
    expect(complaints).toEqual([]);
  });

  test("with script a double click asks once and complains of nothing", async () => {
    const { page, gate, console: fake } = await start();
    await page.dblclick("button.ask");
    await page.locator(waiting).waitFor();
    gate.resolve();
    await page.locator(there).waitFor();
    expect(fake.asked).toHaveLength(1);
    expect(await page.locator("#problem").innerText()).toBe("");
  });

  test("the next question can be asked meanwhile, and each answer comes to its own", async () => {
    const { page, gate, console: fake, complaints } = await start();
    await page.keyboard.press("Enter");
    await page.locator(waiting).waitFor();
    await page.fill("#question", "And for trusts?");
    await page.keyboard.press("Enter");
    await page.locator(waiting).nth(1).waitFor();
    await page.fill("#question", "Half a thought");
    expect(await accessibilityFaults(page)).toEqual([]);
    gate.resolve();
    await page.locator(there).nth(1).waitFor();
    expect(await page.locator(".question-words").allInnerTexts()).toEqual(["How long must they consult for?", "And for trusts?"]);
    expect(await page.inputValue("#question")).toBe("Half a thought");
    expect(fake.asked).toHaveLength(2);
    expect(complaints).toEqual([]);
  });

  test("a page that is loaded again goes on waiting, and fits a phone", async () => {
    const { page, gate } = await start({ viewport: { width: 320, height: 640 } });
    await page.keyboard.press("Enter");
    await page.locator(waiting).waitFor();
    await page.reload();
    await page.locator(waiting).waitFor();
    expect(await sidewaysPixels(page)).toBe(0);
    expect(await accessibilityFaults(page)).toEqual([]);
    gate.resolve();
    await page.locator(there).waitFor();
    expect(await page.locator("#status").textContent()).toMatch(/^Answered from sources/u);
  });

  test("a question whose line broke is the same question when it is sent again", async () => {
    const { page, gate, console: fake } = await start();
    gate.resolve();
    let cuts = 1;
    // The service takes the question, and its acknowledgement is lost.
    await page.route("**/ask", async (route) => {
      if (cuts === 0) return route.continue();
      cuts -= 1;
      await route.fetch();
      return route.abort("connectionreset");
    });
    await page.keyboard.press("Enter");
    await page.locator("#problem p").waitFor();
    expect(await page.inputValue("#question")).toBe("How long must they consult for?");
    await page.keyboard.press("Enter");
    await page.locator(there).waitFor();
    expect(fake.asked).toHaveLength(1);
    expect(await page.locator(".turn").count()).toBe(1);
  });
});
