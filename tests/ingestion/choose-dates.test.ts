import { expect, test } from "vitest";
import { chooseDates } from "../../src/ingestion/choose-dates.ts";

const today = "2025-06-20";
const none = { publishedOn: [], updatedOn: [] };

test("better evidence wins, for each date by itself", () => {
  const dates = chooseDates(
    [
      { basis: "page_metadata", publishedOn: ["2025-03-01"], updatedOn: [] },
      { basis: "text", publishedOn: ["2020-01-01"], updatedOn: ["2025-06-06"] },
    ],
    [],
    today,
  );
  expect(dates).toMatchObject({ publishedOn: "2025-03-01", updatedOn: "2025-06-06", basis: "text", notAfterOn: null });
});

test("a day still to come is set aside, and said to have been", () => {
  const dates = chooseDates([{ ...none, basis: "text", updatedOn: ["2027-01-01", "2025-01-01"] }], [], today);
  expect(dates).toMatchObject({ updatedOn: "2025-01-01", futureDates: true });
});

test("what a person wrote into front matter stands, whatever the clock says", () => {
  const dates = chooseDates([{ ...none, basis: "front_matter", updatedOn: ["2025-07-01"] }], [], today);
  expect(dates).toMatchObject({ updatedOn: "2025-07-01", futureDates: false });
});

test("a document with a real date is not inferred", () => {
  const text = ["Cuts are expected in 2015-16."];
  expect(chooseDates([], text, today)).toMatchObject({ notAfterOn: "2015-03-31", basis: "inferred" });
  expect(chooseDates([{ ...none, basis: "text", publishedOn: ["2014-01-20"] }], text, today)).toMatchObject({
    notAfterOn: null,
    basis: "text",
  });
});
