import { describe, expect, test } from "vitest";
import { htmlBody } from "../../src/ingestion/html-body.ts";
import { readPage } from "../../src/ingestion/html-page.ts";

const read = (html: string) => htmlBody(readPage(html), html);
const texts = (html: string): string[] => read(html).map((item) => item.text);

describe("htmlBody keeps", () => {
  test("headings with their levels and jump targets", () => {
    const html = `<main><h1>Leave</h1><section id="long"><h2>Long leave</h2><p>It is long.</p></section><h3 id="own">Own</h3><p>Text.</p></main>`;
    expect(read(html).filter((item) => item.type === "heading")).toEqual([
      { type: "heading", level: 1, text: "Leave", anchor: null, page: null },
      { type: "heading", level: 2, text: "Long leave", anchor: "long", page: null },
      { type: "heading", level: 3, text: "Own", anchor: "own", page: null },
    ]);
  });

  test("lists in lists, each with the line above it", () => {
    const html = "<main><p>First. You can:</p><ul><li>ask for:<ul><li>leave</li></ul></li><li><p>go</p></li></ul></main>";
    expect(read(html).map((item) => (item.type === "block" ? [item.kind, item.text, item.introducedBy] : []))).toEqual([
      ["paragraph", "First. You can:", null],
      ["list_item", "ask for:", "You can:"],
      ["list_item", "leave", "ask for:"],
      ["list_item", "go", "You can:"],
    ]);
  });

  test("table rows, with the row that names the columns", () => {
    const html =
      "<main><table><tr><th>Service</th><th>Notice</th></tr><tr><td>2 years</td><td>2 weeks</td></tr></table><p>End.</p></main>";
    expect(read(html)).toMatchObject([
      { kind: "table_row", text: "Service\tNotice", introducedBy: null },
      { kind: "table_row", text: "2 years\t2 weeks", introducedBy: "Service\tNotice" },
      { kind: "paragraph", text: "End." },
    ]);
  });

  test("words as they are, sentences apart, quotes and dashes untouched", () => {
    const html = "<main><p>It’s <b>bo</b>ld – “so”&nbsp;it\n is.<span>Next</span> one.<br>Third one.</p></main>";
    expect(texts(html)).toEqual(["It’s bold – “so” it is. Next one. Third one."]);
  });

  test("a text that stands in one form, as some site builders have it", () => {
    expect(texts("<body><form><main><h1>T</h1><p>All of the text is in here.</p></main></form></body>")).toContain(
      "All of the text is in here.",
    );
  });
});

describe("htmlBody drops", () => {
  const page = (extra: string): string =>
    `<html><head><style>.hide{display:none}</style></head><body>${extra}<main><h1>Leave</h1><p>Leave is time off.</p>${extra}</main></body></html>`;
  test.each([
    ['<div id="cookie-banner"><p>We use cookies.</p></div>'],
    ['<div role="dialog"><p>We use cookies.</p></div>'],
    ["<nav><ul><li><a href='/'>Home</a></li></ul></nav>"],
    ["<footer><p>All rights.</p></footer>"],
    ["<aside><h2>News</h2><p>A story.</p></aside>"],
    ['<section class="related"><h2>Latest</h2><p>A story.</p></section>'],
    ["<script>var x = 'text';</script>"],
    ["<form><label>Search</label><input></form>"],
    ["<p hidden>Secret.</p>"],
    ['<p style="display: none">Secret.</p>'],
    ['<p class="hide">Secret.</p>'],
    ['<span class="visually-hidden">Secret.</span>'],
    ["<noscript>Turn it on.</noscript>"],
  ])("%s", (extra) => expect(texts(page(extra))).toEqual(["Leave", "Leave is time off."]));
});
