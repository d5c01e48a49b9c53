import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";

const rows = readFileSync("docs/knowledge-facts.md", "utf8")
  .split("\n")
  .map((line) => line.split("|").map((cell) => cell.trim()))
  .filter((cells) => cells.length === 6 && /^\d/u.test(cells[1] ?? ""))
  .map(([, line, fact, page, heading]) => ({ line, fact, page, heading }));

describe("the checklist of facts", () => {
  test("has a row for each part of both real documents", () => {
    expect(rows.length).toBeGreaterThan(100);
  });

  test.each(rows)("line $line: $fact", ({ page, heading }) => {
    const text = readFileSync(`knowledge/pages/${page}`, "utf8");
    expect(text.includes(`## ${heading}\n`) || text.includes(`>${heading}</h2>`)).toBe(true);
  });
});
