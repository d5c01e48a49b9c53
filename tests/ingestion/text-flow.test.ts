import { describe, expect, test } from "vitest";
import { textFlow } from "../../src/ingestion/text-flow.ts";

const outline = (text: string): string[] =>
  textFlow(text).map((item) =>
    item.type === "heading" ? `${"#".repeat(item.level)} ${item.text}` : `${item.kind}: ${item.text}`,
  );

describe("textFlow", () => {
  test("takes the line above the first text for the title, and leaves the kicker above it out", () => {
    expect(outline("Advice\nHow leave works: a page for staff\nLeave is time off.\n")).toEqual([
      "# How leave works: a page for staff",
      "paragraph: Leave is time off.",
    ]);
  });

  test("reads bare heading lines, questions among them, but not date stamps or short sentences", () => {
    const text =
      "Title of it\nFirst text.\nHow long is it?\nLatest update: 6 June 2025\nSix weeks.\nRead more here.\nMore on pay\nIt is paid.";
    expect(outline(text)).toEqual([
      "# Title of it",
      "paragraph: First text.",
      "## How long is it?",
      "paragraph: Latest update: 6 June 2025",
      "paragraph: Six weeks.",
      "paragraph: Read more here.",
      "## More on pay",
      "paragraph: It is paid.",
    ]);
  });

  test("gives bullets the line that introduces them, and takes their markers off", () => {
    const bullets = textFlow("Staff can ask for:\n- leave\n• pay\n1. a rep\nThat is all.\n- a loose point");
    expect(bullets.map((item) => (item.type === "block" ? [item.text, item.introducedBy] : []))).toEqual([
      ["Staff can ask for:", null],
      ["leave", "Staff can ask for:"],
      ["pay", "Staff can ask for:"],
      ["a rep", "Staff can ask for:"],
      ["That is all.", null],
      ["a loose point", null],
    ]);
  });

  test("groups headings under one that has no text of its own", () => {
    const text = "Title\nText one.\nThings to do\n\nFirst thing\nDo it.\n\nSecond thing\nDo that.\nAnother part\nText two.";
    expect(outline(text).filter((line) => line.startsWith("#"))).toEqual([
      "# Title",
      "## Things to do",
      "### First thing",
      "### Second thing",
      "## Another part",
    ]);
  });

  test("a text without headings has none", () => {
    expect(outline("Some staff may go.\n\nA paper has learned that more will.")).toEqual([
      "paragraph: Some staff may go.",
      "paragraph: A paper has learned that more will.",
    ]);
  });

  test("puts hard-wrapped lines back together", () => {
    const text = [
      "Staff who are told that their post is at risk can ask for a meeting with",
      "their manager, and can bring a rep from the union to it. The meeting must",
      "be held within two weeks.",
      "",
      "A second paragraph stands by itself, and goes on for a good while longer",
      "than one line of it can hold before it ends.",
    ].join("\r\n");
    expect(outline(text)).toHaveLength(2);
    expect(outline(text)[0]).toContain("a meeting with their manager");
  });
});
