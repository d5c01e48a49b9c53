import { expect, test } from "vitest";
import { tally } from "../../tools/kill-test/tally.ts";

const sent = (...ids: string[]) => ids.map((externalId) => ({ externalId, threadKey: externalId[0]! }));
const brought = (...ids: string[]) => ids.map((replyTo) => ({ replyTo, threadKey: replyTo[0]! }));

test.each([
  [
    "all is well",
    sent("a1", "a2", "b1"),
    brought("b1", "a1", "a2"),
    { accepted: 3, outcomes: 3, lost: 0, twice: 0, outOfOrder: 0 },
  ],
  ["one is lost", sent("a1", "a2"), brought("a2"), { accepted: 2, outcomes: 1, lost: 1, twice: 0, outOfOrder: 0 }],
  ["one came twice", sent("a1", "b1"), brought("a1", "b1", "a1"), { accepted: 2, outcomes: 1, lost: 0, twice: 1, outOfOrder: 0 }],
  ["a thread is mixed up", sent("a1", "a2"), brought("a2", "a1"), { accepted: 2, outcomes: 2, lost: 0, twice: 0, outOfOrder: 1 }],
])("the kill test sees that %s", (_, acknowledged, delivered, expected) => {
  expect(tally(acknowledged, delivered)).toEqual(expected);
});
