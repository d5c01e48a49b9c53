import { expect, test } from "vitest";
import { guideFooter, guideHeader } from "../../tools/guide/running-lines.ts";

const page = "<title>Leave at work</title><p>Latest update: 6 June 2025.</p>";

test("the header carries the guide's title and the footer its date and sheet numbers", () => {
  expect(guideHeader(page)).toContain("Leave at work");
  expect(guideFooter(page)).toContain("Latest update: 6 June 2025<");
  expect(guideFooter(page)).toContain('class="pageNumber"');
});

test("a guide without a title or a date is refused", () => {
  expect(() => guideHeader("<p>Latest update: 6 June 2025.</p>")).toThrow("no title");
  expect(() => guideFooter("<title>Leave at work</title>")).toThrow("no latest update");
});
