import { describe, expect, test } from "vitest";
import type { FileFormat, ParsedFile } from "../../src/domain/parsed-file.ts";
import { parseMarkup } from "../../src/ingestion/parse-markup.ts";

const parse = (format: FileFormat, text: string, name = "guides/how-leave_works.txt"): ParsedFile => {
  const outcome = parseMarkup({ name, format, bytes: Buffer.from(text), today: "2025-06-20" });
  if (!outcome.ok) throw new Error(outcome.code);
  return outcome.parsed;
};
const page = (head: string, body = ""): ParsedFile =>
  parse("html", `<html><head>${head}</head><body><main><h1>Leave</h1>${body}<p>Leave is time off.</p></main></body></html>`);

describe("a web page is dated by", () => {
  test.each([
    ['<meta property="article:published_time" content="2025-03-01T10:00:00Z">', "2025-03-01", null],
    ['<meta property="article:modified_time" content="2025-04-02">', null, "2025-04-02"],
    ['<meta name="DC.date" content="2025-03-01">', "2025-03-01", null],
    ['<meta http-equiv="last-modified" content="Wed, 02 Apr 2025 08:00:00 GMT">', null, "2025-04-02"],
    [
      '<script type="application/ld+json">{"@graph":[{"@type":"NewsArticle","datePublished":"2025-03-01","dateModified":"2025-04-02"}]}</script>',
      "2025-03-01",
      "2025-04-02",
    ],
    ['<script type="application/ld+json">{"@type":"Event","datePublished":"2025-03-01"}</script>', null, null],
    ['<script type="application/ld+json">{broken</script>', null, null],
    ['<meta name="date" content="2031-01-01">', null, null],
  ])("%s", (head, publishedOn, updatedOn) => expect(page(head)).toMatchObject({ publishedOn, updatedOn }));

  test("a lone <time>, or one that says what it dates", () => {
    expect(page("", '<time datetime="2025-03-01">1 March</time>')).toMatchObject({ publishedOn: "2025-03-01" });
    expect(page("", '<p>Updated <time datetime="2025-04-02">yesterday</time></p>')).toMatchObject({ updatedOn: "2025-04-02" });
    const news = '<ul><li><time datetime="2025-03-01">a</time></li><li><time datetime="2025-02-01">b</time></li></ul>';
    expect(page("", news)).toMatchObject({ publishedOn: null, updatedOn: null, basis: "none" });
  });

  test("its head before its text", () => {
    const both = page('<meta name="last-modified" content="2025-04-02">', "<p>Last updated: 1 May 2024</p>");
    expect(both).toMatchObject({ updatedOn: "2025-04-02", basis: "page_metadata" });
  });
});

describe("a web page is named by", () => {
  test.each([
    ["<title>Leave | The Union</title>", "Leave", "The Union"],
    ["<title>Leave - GOV.UK</title>", "Leave", "GOV.UK"],
    ['<title>Leave</title><meta property="og:site_name" content="The Union">', "Leave", "The Union"],
    ["", "Leave", null],
  ])("%s", (head, title, publisher) => expect(page(head)).toMatchObject({ title, publisher }));

  test("its address, when that is one", () => {
    expect(page('<link rel="canonical" href="https://example.org/leave">').url).toBe("https://example.org/leave");
    expect(page('<link rel="canonical" href="javascript:alert(1)">').url).toBeNull();
    expect(page('<link rel="canonical" href="/leave"><meta property="og:url" content="https://example.org/a">').url).toBe(
      "https://example.org/a",
    );
  });
});

describe("Markdown", () => {
  const matter =
    "---\ntitle: Leave\nurl: https://example.org/leave\npublisher: The Union\npublishedOn: 2025-03-01\nkind: faq\nstanding: archived\n---\n";

  test("is described by its front matter", () => {
    expect(parse("markdown", `${matter}# Other\n\nText.\n`)).toMatchObject({
      title: "Leave",
      url: "https://example.org/leave",
      publisher: "The Union",
      publishedOn: "2025-03-01",
      kind: "faq",
      standing: "archived",
      basis: "front_matter",
    });
  });

  test("keeps headings with slugs, lists, tables; marks are no part of the text", () => {
    const { sections } = parse(
      "markdown",
      "# Leave\n\n## How *long*?\n\nYou **can** ask [us](https://e.org):\n\n- one\n- two\n\n|A|B|\n|-|-|\n|x|1|\n",
    );
    expect(sections).toMatchObject([
      {
        heading: ["Leave", "How long?"],
        anchor: "how-long",
        blocks: [
          { kind: "paragraph", text: "You can ask us:" },
          { kind: "list_item", text: "one", introducedBy: "You can ask us:" },
          { kind: "list_item", text: "two" },
          { kind: "table_row", text: "A | B" },
          { kind: "table_row", text: "x | 1", introducedBy: "A | B" },
        ],
      },
    ]);
  });

  test("with broken front matter loses nothing", () => {
    const { sections } = parse("markdown", "---\ntitle: [\n---\n\nText.\n");
    expect(sections.flatMap((section) => section.blocks.map((block) => block.text)).join(" ")).toContain("Text.");
  });
});

test("a text without headings takes its title from its file's name and has an empty path", () => {
  expect(parse("text", "Some staff may go. More will.\n")).toMatchObject({
    title: "How leave works",
    sections: [{ heading: [], anchor: null, page: null }],
  });
});
