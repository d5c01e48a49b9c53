import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { parse } from "yaml";
import type { CaseToOpen } from "../../src/domain/effects.ts";
import type { RepsFile, WordingFile } from "../../src/domain/knowledge-config.ts";
import type { RouteName } from "../../src/domain/route.ts";
import { type HandleQuestionDeps, handleQuestion, type IncomingQuestion } from "../../src/flows/handle-question.ts";
import { brokenKnowledge } from "../support/served-knowledge.ts";

const read = <Shape>(name: string) => parse(readFileSync(new URL(`../../knowledge/${name}`, import.meta.url), "utf8")) as Shape;
const wording = read<WordingFile>("wording.yaml");
const reps = read<RepsFile>("reps.yaml");

const setUp = (route: RouteName, over: Partial<HandleQuestionDeps> = {}) => {
  const opened: CaseToOpen[] = [];
  const faults: string[] = [];
  const deps: HandleQuestionDeps = {
    knowledge: () => null,
    route: () => ({ route, certainty: 0.9, why: "a test says so", topic: null, deadline: null }),
    wording,
    reps,
    newCaseId: () => "C-TEST22",
    now: () => new Date("2025-06-20T12:00:00Z"),
    logFault: (code, _cause, traceId) => void faults.push(traceId === null ? code : `${code} ${traceId}`),
    answering: null,
    redact: (text) => ({ text, found: [] }),
    newAnswerId: () => "A-TEST",
    ...over,
  };
  const ask = async (question: string, about: Pick<IncomingQuestion, "traceId" | "isAnsweringOff" | "repHasIt"> = {}) => {
    const handled = await handleQuestion(deps, { id: "1", question, scenario: null, history: [], skipRouting: false, ...about });
    if (handled.effects.opened !== null) opened.push(handled.effects.opened);
    return handled;
  };
  return { ask, opened, faults, deps };
};

const contact = reps.queues[0]!.contact;

describe("every end of a question", () => {
  test.each([
    ["greeting", "signposted", false],
    ["thanks", "signposted", false],
    ["about_bot", "signposted", false],
    ["membership_office", "signposted", false],
    ["off_topic", "declined", false],
    ["abuse", "declined", false],
    ["injection", "declined", false],
    ["crisis", "handed_over", true],
    ["personal", "handed_over", true],
    ["deadline", "handed_over", true],
    ["general", "handed_over", true],
    ["unreadable", "clarify", false],
  ] as const)("%s ends as %s", async (route, outcome, opensCase) => {
    const { ask, opened } = setUp(route);
    const { row } = await ask("Something");
    expect(row.outcome).toBe(outcome);
    expect(opened).toHaveLength(opensCase ? 1 : 0);
    expect(row.case === null).toBe(!opensCase);
    expect(row.text).toContain(contact);
    expect(row.text).not.toMatch(/[{}]/);
  });

  test("a crisis carries the numbers and is urgent, also when the knowledge is broken", async () => {
    const { ask, opened } = setUp("crisis", { knowledge: () => brokenKnowledge(new Error("gone")) });
    const { row } = await ask("I cannot go on");
    for (const number of ["116 123", "111", "999"]) expect(row.text).toContain(number);
    expect(opened[0]?.priority).toBe("urgent");
    expect(opened[0]?.queue).toBe(reps.urgentQueue);
  });

  test("a fault becomes a case with approved wording, and its words stay in the log", async () => {
    const { ask, opened, faults } = setUp("general", { knowledge: () => brokenKnowledge(new Error("index torn")) });
    const { row } = await ask("How many boards will there be?");
    expect(row).toMatchObject({ outcome: "handed_over", reason: "fault" });
    expect(row.text).not.toContain("index torn");
    expect(faults).toEqual(["answering_failed"]);
    expect(opened[0]?.question).toBe("How many boards will there be?");
  });

  test("a deadline reaches the case with the member's own words", async () => {
    const deadline = { dueOn: "2025-06-23", words: "on Monday" };
    const { ask, opened } = setUp("deadline", {
      route: () => ({ route: "deadline", certainty: 1, why: "own hearing", topic: "disciplinary_or_grievance", deadline }),
    });
    const { row } = await ask("My hearing is on Monday");
    expect(row.text).toContain("on Monday");
    expect(row.case).toMatchObject({ priority: "urgent", dueOn: "2025-06-23" });
    expect(opened[0]?.dueWords).toBe("on Monday");
  });

  test("an empty message and one beyond the limit", async () => {
    const { ask, opened } = setUp("general");
    expect((await ask(" \n\t ")).row).toMatchObject({ outcome: "clarify", reason: "empty_question", case: null });
    const long = (await ask("word ".repeat(2000))).row;
    expect(long).toMatchObject({ outcome: "handed_over", reason: "too_long" });
    expect(opened[0]?.question.length).toBeGreaterThan(9000);
  });

  test.each(["general", "personal", "deadline", "greeting", "off_topic"] as const)(
    "nothing is looked up and no case opened for a %s message that a rep has",
    async (route) => {
      const { ask, opened, faults } = setUp(route, { knowledge: () => brokenKnowledge(new Error("was asked")) });
      const { row, effects } = await ask("What now?", { repHasIt: true, isAnsweringOff: true });
      expect(row).toMatchObject({ outcome: "handed_over", reason: null, case: null, claims: [] });
      expect([opened, faults, effects.receipt]).toEqual([[], [], null]);
    },
  );

  test("a crisis is met also when a rep has the conversation", async () => {
    const { ask, opened } = setUp("crisis");
    expect((await ask("I cannot go on", { repHasIt: true })).row.text).toContain("116 123");
    expect(opened).toMatchObject([{ reason: "crisis", priority: "urgent" }]);
  });

  test("hidden characters are gone before anything reads the message", async () => {
    const seen: string[] = [];
    const { ask } = setUp("general", {
      route: (text) => {
        seen.push(text);
        return { route: "greeting", certainty: 1, why: "", topic: null, deadline: null };
      },
    });
    await ask("Hello\u{E0041}\u{E0042}\u202E there");
    expect(seen).toEqual(["Hello there"]);
  });

  test("a short follow-up that looks off topic is read in its thread", async () => {
    const followUp = { id: "1", question: "did he write back?", scenario: null, skipRouting: false };
    const { deps } = setUp("off_topic");
    expect((await handleQuestion(deps, { ...followUp, history: [] })).row.outcome).toBe("declined");
    const earlier = [{ question: "Has the union written to the minister?" }];
    expect((await handleQuestion(deps, { ...followUp, history: earlier })).row.reason).toBe("no_knowledge");
  });
});

describe("with answering switched off", () => {
  const deadline = { dueOn: "2025-06-21", words: "tomorrow" };
  const untouched = (route: RouteName) =>
    setUp(route, {
      knowledge: () => {
        throw new Error("nothing may be looked up");
      },
      route: () => ({
        route,
        certainty: 0.9,
        why: "a test says so",
        topic: null,
        deadline: route === "deadline" ? deadline : null,
      }),
    });
  const off = { isAnsweringOff: true };

  test("a crisis is still met first, with its own words", async () => {
    const { ask } = untouched("crisis");
    const { row } = await ask("I cannot go on", off);
    expect(row).toMatchObject({ outcome: "handed_over", reason: "crisis", case: { priority: "urgent" } });
    expect(row.text).toContain("116 123");
  });

  test.each(["general", "greeting", "about_bot", "off_topic", "abuse", "injection", "unreadable"] as const)(
    "%s becomes a case in approved words, and nothing is looked up",
    async (route) => {
      const { ask, faults, opened } = untouched(route);
      const { row, ranked, effects } = await ask("Something", off);
      expect(row).toMatchObject({
        outcome: "handed_over",
        reason: "answering_off",
        case: { id: "C-TEST22", priority: "normal" },
      });
      expect(row.text).toContain(wording.answering_off.replace("{case_id}", "C-TEST22"));
      expect(row.text).toContain(contact);
      expect([faults, ranked, effects.receipt]).toEqual([[], [], null]);
      expect(opened).toMatchObject([{ question: "Something", reason: "answering_off" }]);
    },
  );

  test("a personal matter keeps its words, and a deadline its day and its haste", async () => {
    const personal = await untouched("personal").ask("My manager wants me out", off);
    expect(personal.row).toMatchObject({ outcome: "handed_over", reason: "personal_matter" });
    const pressing = await untouched("deadline").ask("My meeting is tomorrow", off);
    expect(pressing.row).toMatchObject({ reason: "deadline", case: { priority: "urgent", dueOn: "2025-06-21" } });
  });

  test("an empty message is still asked for, and with answering on nothing changes", async () => {
    expect((await untouched("general").ask("  ", off)).row).toMatchObject({ outcome: "clarify", reason: "empty_question" });
    expect((await setUp("greeting").ask("hello", { isAnsweringOff: false })).row.outcome).toBe("signposted");
  });
});

test("a fault while answering is logged with the message's trace id", async () => {
  const { ask, faults } = setUp("general", { knowledge: () => brokenKnowledge(new Error("index torn")) });
  await ask("Something", { traceId: "trace-1" });
  await ask("Something");
  expect(faults).toEqual(["answering_failed trace-1", "answering_failed"]);
});
