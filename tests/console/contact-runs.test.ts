import { expect, test } from "vitest";
import { contactRuns } from "../../src/console/contact-runs.ts";

const links = (text: string, inCrisis = false) =>
  contactRuns(text, inCrisis)
    .filter(({ href }) => href !== null)
    .map(({ href }) => href);

test("mail, telephone and web addresses become links and every word stays", () => {
  const text = "Write to reps@union.example, ring 020 7946 0000 or see https://union.example/help.";
  expect(links(text)).toEqual(["mailto:reps@union.example", "tel:02079460000", "https://union.example/help"]);
  expect(
    contactRuns(text)
      .map((run) => run.text)
      .join(""),
  ).toBe(text);
});

test("111 and 999 are numbers to ring in a crisis only", () => {
  const text = "Samaritans 116 123, NHS 111, or 999.";
  expect(links(text)).toEqual(["tel:116123"]);
  expect(links(text, true)).toEqual(["tel:116123", "tel:111", "tel:999"]);
  expect(links("1,111 posts, 99,999 people, 111% and £999", true)).toEqual([]);
});

test("nothing else can become a link", () => {
  for (const text of ["javascript:alert(1)", "data:text/html,x", "2024-25", "Agenda for Change 2025", "1 in 10 000"])
    expect(links(text, true)).toEqual([]);
});
