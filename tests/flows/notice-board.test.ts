import { expect, test } from "vitest";
import type { AnswerProgress, OnAnswerProgress } from "../../src/flows/answer-progress.ts";
import { createNoticeBoard } from "../../src/flows/notice-board.ts";

const step = (name: "searching" | "writing" | "checking"): AnswerProgress => ({ kind: "step", step: name });

/** Work that tells what it is told to, until it is let go. */
const underControl = () => {
  const end = Promise.withResolvers<string>();
  let tell: OnAnswerProgress = () => undefined;
  const work = (onProgress: OnAnswerProgress) => {
    tell = onProgress;
    return end.promise;
  };
  return { work, end, tell: (news: AnswerProgress) => tell(news) };
};

test("followers hear what was told before they came and what comes, of their message alone", async () => {
  const board = createNoticeBoard();
  const early: AnswerProgress[] = [];
  const late: AnswerProgress[] = [];
  board.follow("a", (news) => early.push(news));
  board.follow("b", () => expect.unreachable("news of another message"));
  const { work, end, tell } = underControl();
  const done = board.during("a", work);
  tell(step("searching"));
  const stop = board.follow("a", (news) => late.push(news));
  tell(step("writing"));
  stop();
  tell(step("checking"));
  end.resolve("the answer");
  expect(await done).toBe("the answer");
  expect(early).toEqual(["searching", "writing", "checking"].map((name) => step(name as "searching")));
  expect(late).toEqual([step("searching"), step("writing")]);
});

test("nothing stays up when the work has ended, well or not, and a try that was given up takes nothing down", async () => {
  const board = createNoticeBoard();
  const heardNow = (): AnswerProgress[] => {
    const heard: AnswerProgress[] = [];
    board.follow("a", (news) => heard.push(news))();
    return heard;
  };
  const [first, second] = [underControl(), underControl()];
  const givenUp = board.during("a", first.work);
  first.tell(step("searching"));
  const again = board.during("a", second.work);
  second.tell(step("writing"));
  first.end.reject(new Error("too late"));
  await expect(givenUp).rejects.toThrow("too late");
  expect(heardNow()).toEqual([step("writing")]);
  second.end.resolve("");
  await again;
  expect(heardNow()).toEqual([]);
});
