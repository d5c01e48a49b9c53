import { readFile, rename, writeFile } from "node:fs/promises";
import { resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { parseArgs } from "node:util";
import { chromium } from "playwright-core";
import { guideFooter, guideHeader } from "./guide/running-lines.ts";

/** One guide: the page it is printed from, where the PDF goes, and the browser that prints it. Paths are absolute. */
export type GuideJob = { htmlFile: string; pdfFile: string; chromiumFile: string };

/**
 * Prints one guide as a tagged A4 PDF with an outline and a running header and footer.
 * The file is written beside its place and then moved there, so a failed run leaves the old guide whole.
 * The browser may read the one page only: scripts are off and every other request is refused.
 * Throws when the browser cannot be started or the page cannot be read.
 */
export const makeGuidePdf = async ({ htmlFile, pdfFile, chromiumFile }: GuideJob): Promise<void> => {
  const html = await readFile(htmlFile, "utf8");
  const browser = await chromium.launch({ executablePath: chromiumFile, args: ["--no-sandbox", "--disable-gpu"] });
  try {
    const page = await browser.newPage({ javaScriptEnabled: false });
    const address = pathToFileURL(htmlFile).href;
    await page.route("**/*", (route) => (route.request().url() === address ? route.continue() : route.abort()));
    await page.goto(address);
    const pdf = await page.pdf({
      format: "A4",
      margin: { top: "21mm", bottom: "18mm", left: "22mm", right: "22mm" },
      printBackground: true,
      displayHeaderFooter: true,
      headerTemplate: guideHeader(html),
      footerTemplate: guideFooter(html),
      tagged: true,
      outline: true,
    });
    const unfinished = `${pdfFile}.part`;
    await writeFile(unfinished, pdf);
    await rename(unfinished, pdfFile);
  } finally {
    await browser.close();
  }
};

if (import.meta.main) {
  const { values } = parseArgs({
    options: {
      html: { type: "string", default: "tools/guide/consultation-and-redundancy.html" },
      pdf: { type: "string", default: "knowledge/guides/consultation-and-redundancy.pdf" },
      chromium: { type: "string", default: "/usr/bin/chromium" },
    },
  });
  await makeGuidePdf({ htmlFile: resolve(values.html), pdfFile: resolve(values.pdf), chromiumFile: values.chromium });
  process.stdout.write(`${values.pdf}\n`);
}
