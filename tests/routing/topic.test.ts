import { expect, test } from "vitest";
import { normaliseMessage } from "../../src/routing/normalise-message.ts";
import { createTopicFinder } from "../../src/routing/topic.ts";
import { readRoutesFile } from "./support.ts";

const topicOf = createTopicFinder(readRoutesFile().topics);
const topic = (text: string) => topicOf(normaliseMessage(text));

test.each([
  ["I've been put at risk and scored lowest in the selection", "redundancy_selection"],
  ["HR turned down my VR application", "voluntary_redundancy"],
  ["they offered me MARS", "mars"],
  ["my consultation meeting was cancelled", "consultation"],
  ["my pension statement is missing years", "pay_and_pension"],
  ["I'm being tupe'd to a subco", "tupe_and_transfer"],
  ["is this job a suitable alternative? it is two bands lower", "redeployment"],
  ["I want to raise a grievance about the investigation", "disciplinary_or_grievance"],
  ["my boss is bullying me", "bullying_or_discrimination"],
  ["I am off sick with stress", "health_and_wellbeing"],
  ["should I sign the settlement agreement", "settlement_agreement"],
  ["they changed my contract and my hours", "contract_and_hours"],
])("%s is about %s", (text, id) => {
  expect(topic(text)).toBe(id);
});

test("no topic is made up", () => {
  expect(topic("something odd happened")).toBeNull();
});

test("a word counts whole, a starred one also as a beginning", () => {
  const find = createTopicFinder([
    { id: "a", label: "A", words: ["mars"] },
    { id: "b", label: "B", words: ["bull*"] },
  ]);
  expect(find("marshal")).toBeNull();
  expect(find("bullied")).toBe("b");
});
