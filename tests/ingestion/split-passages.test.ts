import { describe, expect, test } from "vitest";
import type { Block, Section } from "../../src/domain/document.ts";
import { maxPassageWords, sentenceText } from "../../src/domain/passage.ts";
import { splitPassages } from "../../src/ingestion/split-passages.ts";

const sentence = (words: number, name: string): string => `${name} ${Array.from({ length: words - 1 }, () => "word").join(" ")}.`;
const paragraph = (text: string): Block => ({ kind: "paragraph", text, introducedBy: null });
const bullet = (text: string, introducedBy: string): Block => ({ kind: "list_item", text, introducedBy });
const section = (blocks: Block[], heading = ["T"], page: number | null = null): Section => ({
  heading,
  anchor: null,
  page,
  blocks,
});
const words = (text: string): number => text.split(/\s+/u).length;

describe("splitPassages", () => {
  test("fills a passage with whole paragraphs and never crosses a heading or a page", () => {
    const passages = splitPassages("s", [
      section([paragraph(sentence(100, "A")), paragraph(sentence(70, "B")), paragraph(sentence(20, "C"))]),
      section([paragraph("Small.")], ["T", "U"]),
      section([paragraph("Next page.")], ["T", "U"], 2),
    ]);
    expect(passages.map((passage) => passage.text.split("\n").map((line) => line.slice(0, 1)))).toEqual([
      ["A", "B"],
      ["C"],
      ["S"],
      ["N"],
    ]);
    expect(passages.map((passage) => passage.ordinal)).toEqual([0, 1, 2, 3]);
    expect(passages[3]?.page).toBe(2);
  });

  test("cuts a paragraph only when it is too long, and then between sentences", () => {
    const long = [sentence(90, "A"), sentence(80, "B"), sentence(40, "C")].join(" ");
    const passages = splitPassages("s", [section([paragraph(long)])]);
    expect(passages.map((passage) => words(passage.text))).toEqual([170, 40]);
    for (const passage of passages) expect(long).toContain(passage.text);
  });

  test("cuts a sentence of more than 180 words at a clause, as a last resort", () => {
    const monster = `${Array.from({ length: 60 }, (_, index) => `part number ${index} of it`).join(", ")}.`;
    const passages = splitPassages("s", [section([paragraph(monster)])]);
    expect(passages.every((passage) => words(passage.text) <= maxPassageWords)).toBe(true);
    expect(passages[0]?.text.endsWith(",")).toBe(true);
    expect(passages.map((passage) => passage.text).join(" ")).toBe(monster);
  });

  test("a list that runs on repeats its introducing line, and points at it", () => {
    const line = "You can ask for:";
    const bullets = Array.from({ length: 6 }, (_, index) => bullet(sentence(50, `Item${index}`), line));
    const passages = splitPassages("s", [section([paragraph(`Before. ${line}`), ...bullets])]);
    expect(passages).toHaveLength(2);
    for (const passage of passages) {
      for (const span of passage.sentences.filter((each) => each.kind === "list_item")) {
        const introduction = passage.sentences[span.introducedBy ?? -1];
        expect(introduction && sentenceText(passage, introduction)).toBe(line);
      }
    }
    expect(passages[1]?.text.startsWith(line)).toBe(true);
  });

  test("an introducing line is not left behind at the end of a passage", () => {
    const line = "You can ask for:";
    const passages = splitPassages("s", [
      section([paragraph(sentence(150, "A")), paragraph(line), bullet(sentence(40, "Item"), line)]),
    ]);
    expect(passages.map((passage) => passage.text.includes(line))).toEqual([false, true]);
  });

  test("a small target keeps a list with its line", () => {
    const line = "You can ask for:";
    const passages = splitPassages("s", [section([paragraph(line), bullet(sentence(50, "Item"), line)])], { targetWords: 30 });
    expect(passages).toHaveLength(1);
  });

  test("spans give back each sentence, blocks are numbered, identical passages get ids of their own", () => {
    const twice = section([paragraph("One ends. Two ends."), paragraph("Three.")]);
    const passages = splitPassages("s", [twice, twice]);
    const [first, second] = passages;
    expect(first?.sentences.map((span) => [sentenceText(first, span), span.block])).toEqual([
      ["One ends.", 0],
      ["Two ends.", 0],
      ["Three.", 1],
    ]);
    expect(first?.id).toMatch(/^s#[0-9a-f]{12}$/u);
    expect(second?.id).toBe(`${first?.id}-2`);
  });
});
