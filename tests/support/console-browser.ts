import axe from "axe-core";
import type { Browser, BrowserContextOptions, Page } from "playwright-core";
import { type RunningConsole, serveConsole } from "../../src/console/serve.ts";
import { type FakeConsole, fakeConsole, loginToken } from "./fake-console.ts";

/** A signed-in page over a console of its own, and everything that the browser complained of. */
export type OpenPage = { page: Page; console: FakeConsole; url: string; complaints: string[]; close(): Promise<void> };

/** Serves a fake console, opens it in a fresh browser context by its login link and records every complaint. */
export const openConsole = async (
  browser: Browser,
  options: BrowserContextOptions = {},
  fake: FakeConsole = fakeConsole(),
): Promise<OpenPage> => {
  const running: RunningConsole = await serveConsole(fake.app, { port: 0 });
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 }, reducedMotion: "reduce", ...options });
  const page = await context.newPage();
  const complaints: string[] = [];
  page.on("console", (message) => {
    if (message.type() === "error" || message.type() === "warning") complaints.push(message.text());
  });
  page.on("pageerror", (fault) => complaints.push(String(fault)));
  page.on("request", (request) => {
    if (!request.url().startsWith(running.url)) complaints.push(`left this machine: ${request.url()}`);
  });
  await page.goto(`${running.url}/login?token=${loginToken}`);
  return {
    page,
    console: fake,
    url: running.url,
    complaints,
    close: async () => {
      await context.close();
      await running.close(200);
    },
  };
};

/**
 * What axe-core finds wrong with the page as it stands, as "rule: element" lines. The page's own policy forbids foreign
 * script, so axe is evaluated through the debugger, which no policy binds.
 */
export const accessibilityFaults = async (page: Page): Promise<string[]> => {
  await page.evaluate(axe.source);
  return page.evaluate(
    `axe.run(document, { resultTypes: ["violations"] }).then(({ violations }) =>
      violations.flatMap(({ id, nodes }) => nodes.map(({ target, failureSummary }) => id + ": " + target.join(" ") + " " + failureSummary)))`,
  );
};

/** How many pixels the page is wider than its window; 0 when nothing scrolls sideways. */
export const sidewaysPixels = (page: Page): Promise<number> =>
  page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth");
