import { describe, expect, test } from "vitest";
import { datesInWords } from "../../src/ingestion/dates-in-words.ts";

describe("an update is read from", () => {
  test.each([
    ["Latest update: 6 June 2025", "2025-06-06"],
    ["Last updated 3 May 2024", "2024-05-03"],
    ["Last updated: 3rd May 2024", "2024-05-03"],
    ["Last updated on Tuesday, 3 May 2024", "2024-05-03"],
    ["Updated June 2025", "2025-06-01"],
    ["Page last reviewed: 12 January 2023", "2023-01-12"],
    ["This page was last updated on 1 March 2025.", "2025-03-01"],
    ["Most recent update – 2025-03-01", "2025-03-01"],
    ["Last modified 01/03/2025", "2025-03-01"],
    ["Content last reviewed 2 February 2022", "2022-02-02"],
    ["Updated at 10:15am on 4 April 2025", "2025-04-04"],
    ["Correct as at 9 April 2019", "2019-04-09"],
    ["Revised: March 4, 2021", "2021-03-04"],
  ])("%s", (line, day) => expect(datesInWords(["A title", line, "Text."]).updatedOn).toBe(day));
});

describe("a publication is read from", () => {
  test.each([
    ["Published: 1 March 2025", "2025-03-01"],
    ["First published on 1 March 2025", "2025-03-01"],
    ["Posted 1 March 2025", "2025-03-01"],
    ["Date of publication: 1 March 2025", "2025-03-01"],
    ["1 March 2025", "2025-03-01"],
    ["By Ann Hill, 1 March 2025", "2025-03-01"],
  ])("%s", (line, day) => expect(datesInWords(["A title", line, "Text."]).publishedOn).toBe(day));
});

describe("no date is read from", () => {
  test.each([
    [
      "The forum next meets on 29 May 2025 and the plans will be published after it has met the unions of all those concerned by it",
    ],
    ["Members voted in June 2025."],
    ["Updated plans are due."],
    ["Last updated 31 June 2025"],
    ["The handbook was changed by a court in a case of 2019"],
  ])("%s", (line) => expect(datesInWords(["A title", line, "Text."])).toEqual({ updatedOn: null, publishedOn: null }));

  test("a stamp in the middle of a long page, which is some other text's", () => {
    const blocks = Array.from({ length: 40 }, (_, index) => (index === 20 ? "Last updated 3 May 2024" : `Sentence ${index}.`));
    expect(datesInWords(blocks).updatedOn).toBeNull();
  });
});
