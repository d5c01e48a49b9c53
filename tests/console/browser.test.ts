import type { Browser, Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import { chromiumPath, hasChromium, startChromium } from "../support/chromium.ts";
import { answered } from "../support/console-answers.ts";
import { accessibilityFaults, type OpenPage, openConsole, sidewaysPixels } from "../support/console-browser.ts";
import { fakeConsole } from "../support/fake-console.ts";

const phone = { viewport: { width: 400, height: 860 }, hasTouch: true, isMobile: true };
const turns = ".turn:not(.pending)";

describe.skipIf(!hasChromium)(
  `the try-it page in a browser${hasChromium ? "" : ` (skipped: no Chromium at ${chromiumPath})`}`,
  () => {
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

    const start = async (...options: [Parameters<typeof openConsole>[1]?, Parameters<typeof openConsole>[2]?]) => {
      open = await openConsole(browser, ...options);
      return open;
    };
    const ask = async (page: Page, question: string) => {
      const before = await page.locator(turns).count();
      await page.fill("#question", question);
      await page.click("button.ask");
      await page.locator(turns).nth(before).waitFor();
    };
    const openEverything = (page: Page) =>
      page.evaluate("for (const details of document.querySelectorAll('details')) details.open = true");
    const focusedId = (page: Page): Promise<string> => page.evaluate("document.activeElement?.id ?? ''");

    test("the keyboard alone asks, reads and follows a mark", async () => {
      const { page, console: fake, complaints } = await start();
      await page.keyboard.press("Tab");
      await page.keyboard.press("Enter");
      expect(await focusedId(page)).toBe("question");
      await page.keyboard.type("How long must");
      await page.keyboard.press("Shift+Enter");
      await page.keyboard.type("they consult for?");
      expect(fake.asked).toEqual([]);
      await page.keyboard.press("Enter");
      await page.locator(turns).waitFor();
      expect(fake.asked).toEqual([{ question: "How long must\nthey consult for?", history: [] }]);
      expect(await page.locator("#status").textContent()).toMatch(/^Answered from sources\. An employer that plans/u);
      expect(await focusedId(page)).toBe("question");
      expect(await page.inputValue("#question")).toBe("");
      // Backwards out of the box, through the sources and the details, up to the last mark of the answer.
      for (let steps = 0; steps < 20; steps += 1) {
        await page.keyboard.press("Shift+Tab");
        if (await page.evaluate("document.activeElement.matches('a.cite')")) break;
      }
      await page.keyboard.press("Enter");
      expect(await focusedId(page)).toBe("turn-1-quote-3");
      expect(complaints).toEqual([]);
    });

    test("a click on a mark shows the quotation that proves it", async () => {
      const { page } = await start();
      await ask(page, "How long must they consult for?");
      for (const { number, quote } of answered.row.citations) {
        await page.click(`a.cite >> nth=${number - 1}`);
        expect(await focusedId(page)).toBe(`turn-1-quote-${number}`);
        expect(await page.locator("mark:focus").innerText()).toContain(quote);
        const box = await page.locator("mark:focus").boundingBox();
        const composer = await page.locator("#composer").boundingBox();
        expect(box?.y).toBeGreaterThanOrEqual(0);
        expect((box?.y ?? 0) + (box?.height ?? 0)).toBeLessThanOrEqual(composer?.y ?? 0);
      }
    });

    test("on a phone the sources are folded under the answer and a mark opens its own", async () => {
      const { page } = await start(phone);
      await ask(page, "How long must they consult for?");
      expect(await page.locator("details.source[open]").count()).toBe(0);
      const answer = await page.locator(".answer").boundingBox();
      const sources = await page.locator(".sources").boundingBox();
      expect(sources?.y).toBeGreaterThan((answer?.y ?? 0) + (answer?.height ?? 0) - 1);
      await page.locator("a.cite").nth(2).tap();
      expect(await focusedId(page)).toBe("turn-1-quote-3");
      expect(await page.locator("details.source[open]").count()).toBe(1);
      expect(await page.locator("mark:focus").isVisible()).toBe(true);
    });

    test("in a wide window the sources stand open beside the answer", async () => {
      const { page } = await start();
      await ask(page, "How long must they consult for?");
      expect(await page.locator("details.source[open]").count()).toBe(2);
      const answer = await page.locator(".answer").boundingBox();
      const sources = await page.locator(".sources").boundingBox();
      expect(sources?.x).toBeGreaterThan((answer?.x ?? 0) + (answer?.width ?? 0));
      expect(Math.abs((sources?.y ?? 0) - (answer?.y ?? 0))).toBeLessThan(40);
    });

    test("a follow-up stays in its thread, also after a reload, and New thread leaves it", async () => {
      const { page, console: fake, complaints } = await start();
      await page.click(".examples button >> nth=0");
      await page.locator(turns).waitFor();
      const address = page.url();
      expect(address).toMatch(/\/threads\/[\w-]{20,}$/u);
      await ask(page, "And for trusts?");
      expect(page.url()).toBe(address);
      expect(fake.asked[1]?.history).toEqual([{ question: "How long must an employer consult for?", answer: answered.row.text }]);
      await page.reload();
      expect(await page.locator(turns).count()).toBe(2);
      await ask(page, "And then?");
      expect(fake.asked[2]?.history).toHaveLength(2);
      await page.click("text=New thread");
      await ask(page, "Something else?");
      expect(fake.asked[3]?.history).toEqual([]);
      expect(complaints).toEqual([]);
    });

    test("without script the same page asks, follows up and leads to the quotation", async () => {
      const { page, console: fake } = await start({ javaScriptEnabled: false });
      await page.fill("#question", "How long must they consult for?");
      await page.click("button.ask");
      await page.waitForURL(/#turn-1$/u);
      expect(await page.locator("details.source[open]").count()).toBe(2);
      await page.click("a.cite >> nth=1");
      expect(await page.locator("mark:focus").innerText()).toContain(answered.row.citations[1]?.quote);
      await page.fill("#question", "And for trusts?");
      await page.click("button.ask");
      await page.waitForURL(/#turn-2$/u);
      expect(fake.asked[1]?.history).toHaveLength(1);
      expect(await page.locator(turns).count()).toBe(2);
    });

    test("a fault keeps the question in the box and says what to do", async () => {
      const { page } = await start({}, fakeConsole({ ask: () => Promise.reject(new Error("broken inside")) }));
      await page.fill("#question", "How long?");
      await page.keyboard.press("Enter");
      await page.locator("#problem p").waitFor();
      expect(await page.locator("#problem").innerText()).toContain("Something went wrong on our side");
      expect(await page.inputValue("#question")).toBe("How long?");
      expect(await page.locator(".turn").count()).toBe(0);
      expect(await page.locator(".welcome").isVisible()).toBe(true);
    });

    test("when the service is gone the page says so and keeps the question", async () => {
      const { page } = await start();
      await page.context().setOffline(true);
      await page.fill("#question", "How long?");
      await page.keyboard.press("Enter");
      await page.locator("#problem p").waitFor();
      expect(await page.locator("#problem").innerText()).toContain("Check that it is still running");
      expect(await page.inputValue("#question")).toBe("How long?");
    });

    test("in a crisis the numbers to ring are on the first screen of a phone and can be touched", async () => {
      const { page } = await start(phone);
      await ask(page, "I cannot go on");
      const composer = await page.locator("#composer").boundingBox();
      for (const number of ["116123", "111", "999"]) {
        const box = await page.locator(`a[href="tel:${number}"]`).first().boundingBox();
        expect(box?.y).toBeGreaterThanOrEqual(0);
        expect((box?.y ?? 0) + (box?.height ?? 0)).toBeLessThan(composer?.y ?? 0);
      }
    });

    test("attacks in an answer run nothing", async () => {
      const attack = `<img src=x onerror="document.title='run'"><script>document.title='run'</script>`;
      const answer = {
        ...answered,
        row: { ...answered.row, text: `${attack} [1]` },
        passages: answered.passages.map((passage) => ({ ...passage, title: attack })),
      };
      const { page, complaints } = await start({}, fakeConsole({ work: async () => answer, wayToPerson: () => attack }));
      await ask(page, attack);
      await page.reload();
      expect(await page.locator(".turn img, .turn script").count()).toBe(0);
      expect(await page.title()).not.toBe("run");
      expect(complaints).toEqual([]);
    });

    test("the page's policy stops inline script, and the complaint is seen", async () => {
      const { page, complaints } = await start();
      await page.evaluate(
        `{ const inline = document.createElement("script"); inline.textContent = "document.title = 'run'"; document.body.append(inline); }`,
      );
      expect(await page.title()).not.toBe("run");
      await expect.poll(() => complaints.join("\n")).toContain("Content Security Policy");
    });

    const word = "Rechtsschutzversicherungsgesellschaften".repeat(4);
    const questions = [
      "How long must they consult for?",
      "How long is a trial?",
      "I got a letter, what now?",
      "I cannot go on",
      word,
    ];

    test.each([400, 320])("nothing scrolls sideways at %i pixels", async (width) => {
      const { page, url } = await start({ viewport: { width, height: 800 } });
      expect(await sidewaysPixels(page)).toBe(0);
      for (const question of questions) await ask(page, question);
      await openEverything(page);
      expect(await sidewaysPixels(page)).toBe(0);
      await page.goto(`${url}/sources`);
      expect(await sidewaysPixels(page)).toBe(0);
    });

    test.each([
      ["light", { width: 1280, height: 900 }],
      ["dark", { width: 1280, height: 900 }],
      ["light", { width: 400, height: 860 }],
      ["dark", { width: 400, height: 860 }],
    ] as const)("axe finds nothing: %s, %j", async (colorScheme, viewport) => {
      const { page, url, complaints } = await start({ colorScheme, viewport });
      expect(await accessibilityFaults(page)).toEqual([]);
      for (const question of questions.slice(0, 4)) await ask(page, question);
      await openEverything(page);
      await page.click("a.cite >> nth=0");
      expect(await accessibilityFaults(page)).toEqual([]);
      await page.goto(`${url}/sources`);
      expect(await accessibilityFaults(page)).toEqual([]);
      expect(complaints).toEqual([]);
      for (const path of ["/nowhere", "/threads/gone"]) {
        await page.goto(`${url}${path}`);
        expect(await accessibilityFaults(page)).toEqual([]);
      }
    });

    test("axe sees planted faults", async () => {
      const { page } = await start();
      await page.evaluate(
        `{ document.querySelector("label").remove(); document.querySelector("textarea").removeAttribute("placeholder"); document.documentElement.removeAttribute("lang"); }`,
      );
      const faults = (await accessibilityFaults(page)).join("\n");
      expect(faults).toContain("label: #question");
      expect(faults).toContain("html-has-lang");
    });
  },
);
