import { expect, test } from "vitest";
import { findDeadline, urgencyWords } from "../../src/routing/deadline.ts";

const friday = new Date("2025-06-06T09:00:00Z");

test.each([
  ["my appeal has to be in by 14 June", "2025-06-14", "by 14 June"],
  ["I must sign by Monday", "2025-06-09", "by Monday"],
  ["disciplinary hearing tomorrow at 10am", "2025-06-07", "tomorrow at 10am"],
  ["got a hearing 2moro n no rep", "2025-06-07", "2moro"],
  ["consultation meeting in 2 hours", "2025-06-06", "in 2 hours"],
  ["my appeal hearing is 19/6", "2025-06-19", "19/6"],
  ["interview on 03/07/2025", "2025-07-03", "on 03/07/2025"],
  ["my sickness hearing is on the 23rd", "2025-06-23", "on the 23rd"],
  ["the form is due on the 2nd", "2025-07-02", "due on the 2nd"],
])("%s", (text, dueOn, words) => {
  expect(findDeadline(text, friday)).toEqual({ dueOn, words });
});

test.each([
  "I have 14 years of service and earn £52,000",
  "I was told on 3 May 2025 that my post is at risk",
  "they must let me work from home 4 days a week",
  "I may have to sign something soon",
  "I have to appeal within the next few weeks",
  "They suspended me today and gave no reason",
  "I started in June 2009",
  "what happens next month",
])("no day is made up: %s", (text) => {
  expect(findDeadline(text, friday)).toBeNull();
});

test("the words are the member's own, cut from the message", () => {
  const text = "Hello,\nI need to RETURN it by  Tuesday 10th June please";
  const found = findDeadline(text, friday);
  expect(found?.dueOn).toBe("2025-06-10");
  expect(text).toContain(found?.words);
});

test("the nearest of several days is taken", () => {
  expect(findDeadline("My hearing is on 20 June and my statement is due by 12 June", friday)?.dueOn).toBe("2025-06-12");
});

test("counts days in London, also late on a summer evening", () => {
  expect(findDeadline("my hearing is tomorrow", new Date("2025-06-06T23:30:00Z"))?.dueOn).toBe("2025-06-08");
});

test("urgency without a day is seen but ordinary lengths of time are not", () => {
  expect(urgencyWords("i only have 3 days left to appeal")).not.toBeNull();
  expect(urgencyWords("please ring me asap")).toBe("asap");
  expect(urgencyWords("i work 3 days a week and have done for ten years")).toBeNull();
});

test.each([
  ["I got my at risk letter today and my meeting is on Monday, what do I do", "2025-06-23"],
  ["They told me this morning my job is going and I must reply by 27 June", "2025-06-27"],
  ["got the letter today. have to sign by wednesday", "2025-06-25"],
  ["ive got til 5pm today to reply to the offer", "2025-06-20"],
  ["I was given two weeks from today to accept the new post", "2025-07-04"],
])("the day on which news came is no deadline, the day that it names is: %s", (text, dueOn) => {
  expect(findDeadline(text, new Date("2025-06-20T12:00:00Z"))?.dueOn).toBe(dueOn);
});
