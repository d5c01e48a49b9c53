import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, test } from "vitest";
import { decodeEntities } from "../../tools/quotations/entities.ts";
import { sourceFinder } from "../../tools/quotations/find-source.ts";
import { foldSpace, plainFromHtml, plainFromMarkdown, withoutHyphens } from "../../tools/quotations/readings.ts";
import { rowFaults } from "../../tools/quotations/row-faults.ts";
import { askRow, citation } from "../evals/ask-row.ts";

const folder = mkdtempSync(join(tmpdir(), "quotations-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
writeFileSync(
  join(folder, "pay-page.html"),
  "<title>Pay</title><script>no()</script><p>Pay <b>rises</b>\n in April.</p><li>Ask &amp; see</li>",
);
writeFileSync(join(folder, "Two Words.txt"), "HEADING\n\n- First bullet\n- Second bullet\n");

const check = (rows: unknown[], ...flags: string[]) => {
  const file = join(folder, "rows.jsonl");
  writeFileSync(file, rows.map((row) => `${JSON.stringify(row)}\n`).join(""));
  const run = spawnSync(
    process.execPath,
    ["tools/check-quotations.ts", "--rows", file, "--knowledge", folder, "--json", ...flags],
    { encoding: "utf8" },
  );
  return { status: run.status, tally: JSON.parse(run.stdout) };
};

describe("check-quotations", () => {
  test("finds true quotations, whatever the markup, and ends well", () => {
    const second = citation({
      number: 2,
      sourceId: "two-words",
      quote: "First bullet Second bullet",
      url: "https://u.example/#:~:text=First%20bullet",
    });
    const row = askRow({
      text: "Pay rises in April. [1] Bullets. [2]",
      claims: [
        { text: "Pay rises in April.", citations: [1] },
        { text: "Bullets.", citations: [2] },
      ],
      citations: [citation(), second],
    });
    expect(check([row])).toEqual({
      status: 0,
      tally: { rows: 1, rowsInContract: 1, quotes: 2, found: 2, skipped: 0, failures: [] },
    });
  });

  test.each([
    ["a changed letter", { quote: "Pay rises in april.", url: "https://u.example/#:~:text=april" }],
    ["words put together from two places", { quote: "Pay rises in April. see", url: "https://u.example/#:~:text=see" }],
    ["a source without a file", { sourceId: "elsewhere" }],
  ])("refuses %s", (_, given) => {
    const { status, tally } = check([askRow({ citations: [citation(given)] })]);
    expect(status).toBe(1);
    expect(tally).toMatchObject({ quotes: 1, found: 0, failures: [{ id: "one" }] });
  });

  test("refuses a row out of contract and says wrong use", () => {
    expect(check([{ ...askRow(), extra: 1 }])).toMatchObject({ status: 1, tally: { rows: 1, rowsInContract: 0 } });
    expect(spawnSync(process.execPath, ["tools/check-quotations.ts"], { encoding: "utf8" }).status).toBe(2);
  });
});

describe("rowFaults", () => {
  test("accepts a row as the design has it", () => {
    expect(rowFaults(askRow())).toEqual([]);
    const pdf = citation({ page: 3, url: "https://u.example/guide.pdf#page=3" });
    expect(rowFaults(askRow({ citations: [pdf] }))).toEqual([]);
  });

  test.each([
    ["a missing key", { asOf: undefined }, "asOf"],
    ["a confidence above one", { confidence: 1.2 }, "confidence"],
    ["an empty text", { text: " " }, "text"],
    ["a mark without a citation", { text: "Pay rises in April. [1] [2]" }, "[2]"],
    ["a citation without a mark", { text: "Pay rises in April." }, "no mark"],
    [
      "numbers that do not start at one",
      { text: "[2]", citations: [citation({ number: 2 })], claims: [{ text: "a", citations: [2] }] },
      "numbered",
    ],
    ["a claim without a citation", { claims: [{ text: "Pay.", citations: [] }] }, "claims[0]"],
    ["a claim of a citation that is not there", { claims: [{ text: "Pay.", citations: [1, 4] }] }, "citation 4"],
    ["an answer without a claim", { claims: [], citations: [], text: "Well." }, "without a claim"],
    ["a hand-over without a case", { outcome: "handed_over" as const }, "without a case"],
    ["a link without a place", { citations: [citation({ url: "https://u.example/pay" })] }, "no text fragment"],
    ["a link to other words", { citations: [citation({ url: "https://u.example/pay#:~:text=Pay%20falls" })] }, "Pay falls"],
    ["a link to another page", { citations: [citation({ page: 3, url: "https://u.example/a.pdf#page=4" })] }, "page 3"],
  ])("notices %s", (_, given, words) => {
    expect(rowFaults(JSON.parse(JSON.stringify({ ...askRow(), ...given }))).join("; ")).toContain(words);
  });
});

describe("readings", () => {
  test("compares words of a PDF without hyphens, since a line's end hides which ones belong", () => {
    expect(withoutHyphens("out- of-scope")).toBe(withoutHyphens("out-of-scope"));
    expect(withoutHyphens("re- dundancy")).toBe(withoutHyphens("redundancy"));
  });
  test("read a page without tags, scripts and comments, blocks apart and inline marks joined", () => {
    const html =
      "<!-- no --><style>p{}</style><h1>A&nbsp;B</h1><p>un<em>break</em>able&#8217;s</p><table><tr><td>1</td> <td>2</td></tr></table>";
    expect(plainFromHtml(html)).toBe("A B unbreakable’s 1 2");
  });
  test("read Markdown without its marks", () => {
    const markdown =
      '---\ntitle: No\n---\n# Head\n\n- **Bold** and _thin_ [link](https://u.example "t")\n- snake_case_name 2*3\n\n| a | b |\n|---|---|\n| `c` | d |\n\n1. One\n';
    expect(plainFromMarkdown(markdown)).toBe("Head Bold and thin link snake_case_name 2*3 a | b c | d One");
  });
  test("decode entities and leave unknown ones to be seen", () => {
    expect(decodeEntities("&pound;5 &#163;5 &#xA3;5 &unheard;")).toBe("£5 £5 £5 &unheard;");
    expect(foldSpace(" a\u00A0 b\n")).toBe("a b");
  });
});

describe("sourceFinder", () => {
  test("finds files of a folder by name, with or without ending", () => {
    expect(sourceFinder(folder)("two-words")).toEqual([join(folder, "Two Words.txt")]);
    expect(sourceFinder(folder)("pay-page.html")).toEqual([join(folder, "pay-page.html")]);
    expect(sourceFinder(folder)("pay")).toEqual([]);
  });
  test("goes by sources.yaml where there is one", () => {
    const own = mkdtempSync(join(tmpdir(), "manifest-"));
    writeFileSync(join(own, "sources.yaml"), "sources:\n  - id: pay\n    file: pages/one.md\n");
    expect(sourceFinder(own)("pay")).toEqual([join(own, "pages/one.md")]);
    expect(sourceFinder(own)("one")).toEqual([]);
    rmSync(own, { recursive: true });
  });
});
