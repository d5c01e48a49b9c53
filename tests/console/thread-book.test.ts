import { expect, test } from "vitest";
import { createThreadBook } from "../../src/console/thread-book.ts";
import { answered } from "../support/console-answers.ts";

const limits = { maxThreads: 2, maxTurns: 3, lifetimeMs: 1000 };

test("a thread expires after its last turn", () => {
  let atMs = 0;
  const book = createThreadBook(() => atMs, limits);
  const thread = book.open();
  atMs = 900;
  book.append(thread, "One?", answered);
  atMs = 1900;
  expect(book.find(thread.id)?.turns).toHaveLength(1);
  atMs = 1901;
  expect(book.find(thread.id)).toBeNull();
  expect(book.latest()).toBeNull();
});

test("the thread used longest ago gives way", () => {
  const book = createThreadBook(() => 0, limits);
  const [one, two] = [book.open(), book.open()];
  book.append(one, "Again?", answered);
  const three = book.open();
  expect([one, two, three].map(({ id }) => book.find(id) !== null)).toEqual([true, false, true]);
  expect(book.latest()).toBe(three);
});

test("a long thread keeps its newest turns under their own numbers", () => {
  const book = createThreadBook(() => 0, limits);
  const thread = book.open();
  for (const question of ["1", "2", "3", "4", "5"]) book.append(thread, question, answered);
  expect(thread.turns.map(({ number, question }) => `${number}${question}`)).toEqual(["33", "44", "55"]);
});

test("an answer that comes after its thread was pushed out is kept, not lost", () => {
  const book = createThreadBook(() => 0, limits);
  const thread = book.open();
  book.open();
  book.open();
  expect(book.find(thread.id)).toBeNull();
  book.append(thread, "Late?", answered);
  expect(book.find(thread.id)?.turns).toHaveLength(1);
});
