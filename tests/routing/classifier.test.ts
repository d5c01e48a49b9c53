import { expect, test } from "vitest";
import { chooseRoute, type LearntRoute } from "../../src/routing/choose-route.ts";
import { trainClassifier } from "../../src/routing/classifier.ts";
import { messageBody } from "../../src/routing/message-body.ts";
import { personalCues } from "../../src/routing/personal-cues.ts";

test("learns to tell labels apart and gives chances that sum to 1", () => {
  const row = (label: string, ...names: string[]) => ({ label, features: names.map((name) => [name, 1] as const) });
  const { probabilities } = trainClassifier([row("a", "x", "n"), row("a", "x"), row("b", "y", "n"), row("b", "y")]);
  expect(probabilities([["x", 1]])["a"]).toBeGreaterThan(0.8);
  expect(probabilities([["y", 1]])["b"]).toBeGreaterThan(0.8);
  expect(Object.values(probabilities([["n", 1]])).reduce((sum, p) => sum + p, 0)).toBeCloseTo(1, 9);
  expect(probabilities([["never seen", 1]])["a"]).toBeCloseTo(0.5, 1);
});

test("chooses by expected cost, not by the likeliest alone", () => {
  const chances = { general: 0.7, personal: 0.3 } as Record<LearntRoute, number>;
  expect(chooseRoute(chances, {})).toBe("general");
  expect(chooseRoute(chances, { personal: { general: 4 } })).toBe("personal");
});

test("takes greeting and signature off, but leaves a message that is nothing else", () => {
  expect(messageBody("Hi there,\n\nWhen is it?\n\nKind regards\nTom")).toBe("When is it?");
  expect(messageBody("Hello")).toBe("Hello");
  expect(messageBody("Thanks")).toBe("Thanks");
  expect(messageBody("Dear colleagues,\nI was dismissed.\nYours sincerely,\nDr A. Mensah\nHead of Quality")).toBe(
    "I was dismissed.",
  );
});

test("a sign that is only supposed is weak, the same sign as a fact is strong", () => {
  const strengths = (text: string) => personalCues(text).map((cue) => cue.strength);
  expect(strengths("my post is being deleted")).toContain("strong");
  expect(strengths("what happens if my post is deleted")).not.toContain("strong");
  expect(personalCues("how many boards will there be")).toEqual([]);
});
