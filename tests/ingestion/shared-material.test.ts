import { existsSync, readdirSync, readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import type { FileFormat, ParsedFile } from "../../src/domain/parsed-file.ts";
import { maxPassageWords, sentenceText } from "../../src/domain/passage.ts";
import { htmlFlow } from "../../src/ingestion/html-flow.ts";
import { readPage } from "../../src/ingestion/html-page.ts";
import { parseFile } from "../../src/ingestion/parse-file.ts";
import { splitPassages } from "../../src/ingestion/split-passages.ts";

const shared = new URL("../../../shared/", import.meta.url).pathname;
const here = existsSync(shared);
const today = "2025-06-20";

const parse = async (file: string, format: FileFormat): Promise<ParsedFile> => {
  const outcome = await parseFile({ name: file, format, bytes: readFileSync(shared + file), today });
  if (!outcome.ok) throw new Error(`${file}: ${outcome.code}`);
  return outcome.parsed;
};
const passagesOf = async (file: string, format: FileFormat) => splitPassages("s", (await parse(file, format)).sections);
const fold = (text: string): string => text.replace(/\s+/gu, " ").trim();
const words = (text: string): string[] => text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? [];
const textOf = (parsed: ParsedFile): string =>
  parsed.sections
    .map((section) => [section.heading.join("\n"), ...section.blocks.map((block) => block.text)].join("\n"))
    .join("\n");

describe.skipIf(!here)("the seeds", () => {
  test("one is dated by its own words, the other by what it takes to lie ahead", async () => {
    expect(await parse("seeds/mip-job-cuts.txt", "text")).toMatchObject({ updatedOn: "2025-06-06", basis: "text" });
    expect(await parse("seeds/hsj-csu-redundancies.txt", "text")).toMatchObject({ notAfterOn: "2015-03-31", basis: "inferred" });
  });

  test.each([["seeds/mip-job-cuts.txt"], ["seeds/hsj-csu-redundancies.txt"]])(
    "every sentence of %s stands in its file",
    async (file) => {
      const source = fold(readFileSync(shared + file, "utf8"));
      for (const passage of await passagesOf(file, "text")) {
        for (const span of passage.sentences) expect(source).toContain(sentenceText(passage, span));
      }
    },
  );

  test("the web page has all of the text and nothing of its menus, cookie notice and news cards", async () => {
    const page = textOf(await parse("site/nhs-job-cuts-information-for-members.html", "html"));
    const seed = readFileSync(`${shared}seeds/mip-job-cuts.txt`, "utf8").split("\nLatest News")[0] ?? "";
    const lines = seed.split("\n").map((line) => fold(line.replace(/^- /u, "")));
    const missing = lines.filter((line) => line !== "" && line !== "Advice & support" && !fold(page).includes(line));
    expect(missing).toEqual([]);
    for (const furniture of ["cookie", "Log in", "Accept all", "newsletter", "Lansley", "Latest News"])
      expect(page).not.toContain(furniture);
  });
});

describe.skipIf(!here)("the GOV.UK guides", () => {
  type Row = { page: string; evidence: string[] };
  const folder = "data/govuk-guides/";

  test("every evidence stands in one passage of its page, under its heading; no passage is too long", async () => {
    const passages = new Map<string, string[]>();
    for (const file of readdirSync(`${shared}${folder}pages`)) {
      const split = await passagesOf(`${folder}pages/${file}`, "html");
      for (const passage of split) expect(passage.text.split(/\s+/u).length).toBeLessThanOrEqual(maxPassageWords);
      passages.set(
        file,
        split.map((passage) => fold(`${passage.heading.join(" ")} ${passage.text}`)),
      );
    }
    expect(passages.size).toBe(59);
    const rows = readFileSync(`${shared}${folder}questions.jsonl`, "utf8")
      .trim()
      .split("\n")
      .map((line) => JSON.parse(line) as Row);
    const lost = rows.flatMap(({ page, evidence }) =>
      evidence
        .filter((text) => !passages.get(page)?.some((passage) => passage.includes(fold(text))))
        .map((text) => `${page}: ${text}`),
    );
    expect(rows.flatMap((row) => row.evidence).length).toBeGreaterThan(500);
    expect(lost).toEqual([]);
  }, 60_000);

  test("nothing of their navigation is left, and each names its address", async () => {
    for (const file of readdirSync(`${shared}${folder}pages`)) {
      const parsed = await parse(`${folder}pages/${file}`, "html");
      expect(textOf(parsed)).not.toMatch(
        /Skip to main content|Open Government Licence|Services and information|Related content/u,
      );
      expect([parsed.url, parsed.publisher]).toEqual([`https://www.gov.uk/${file.replace(".html", "")}`, "GOV.UK"]);
    }
  }, 60_000);
});

describe.skipIf(!here)("the Readability pages", () => {
  const folder = "data/html/readability/";

  const f1 = (found: string[], expected: string[]): number => {
    const counts = new Map<string, number>();
    for (const word of expected) counts.set(word, (counts.get(word) ?? 0) + 1);
    let shared = 0;
    for (const word of found) {
      const left = counts.get(word) ?? 0;
      if (left > 0) shared += 1;
      counts.set(word, left - 1);
    }
    return (2 * shared) / Math.max(1, found.length + expected.length);
  };

  test("are extracted with a mean word F1 of at least 0.95", async () => {
    const scores: number[] = [];
    for (const name of readdirSync(shared + folder, { withFileTypes: true })) {
      if (!name.isDirectory()) continue;
      const wanted = htmlFlow(readPage(readFileSync(`${shared}${folder}${name.name}/expected.html`, "utf8")).body, () => false);
      const outcome = await parseFile({
        name: name.name,
        format: "html",
        bytes: readFileSync(`${shared}${folder}${name.name}/source.html`),
        today,
      });
      const found = outcome.ok ? words(textOf(outcome.parsed)) : [];
      scores.push(f1(found, words(wanted.map((item) => item.text).join(" "))));
    }
    expect(scores).toHaveLength(45);
    expect(scores.reduce((sum, score) => sum + score, 0) / scores.length).toBeGreaterThanOrEqual(0.95);
  }, 60_000);
});

describe.skipIf(!here)("the PDFs", () => {
  test.each([
    ["03-invalid.pdf", "damaged"],
    ["empty.pdf", "empty"],
    ["issue-203-decimalize.pdf", "no_text_layer"],
    ["mikel-mail-test.pdf", "no_text_layer"],
  ])("%s is named as %s", async (file, code) => {
    const outcome = await parseFile({ name: file, format: "pdf", bytes: readFileSync(`${shared}data/pdf/${file}`), today });
    expect(outcome).toMatchObject({ ok: false, code });
  });

  test("two columns are read one after the other, with broken words made whole", async () => {
    const parsed = await parse("data/pdf/clinc150-acl-paper-2col.pdf", "pdf");
    expect(parsed.title).toBe("An Evaluation Dataset for Intent Classification and Out-of-Scope Prediction");
    const text = fold(textOf(parsed));
    expect(text).toContain("current text classification corpora only define label sets that cover every example");
    expect(text).not.toMatch(/\p{Ll}- (?!and\b)\p{Ll}{3}/u);
    expect(new Set(parsed.sections.map((section) => section.page))).toEqual(new Set([1, 2, 3, 4, 5, 6]));
    expect(parsed.sections.map((section) => section.heading.at(-1))).toEqual(
      expect.arrayContaining(["Abstract", "1 Introduction"]),
    );
  }, 30_000);

  test("a PDF locked with an empty password is read, and says when it took effect", async () => {
    expect(await parse("data/pdf/pr-138-example.pdf", "pdf")).toMatchObject({ updatedOn: "2019-04-09" });
  }, 30_000);
});
