import { describe, expect, test } from "vitest";
import { claimsSoFar } from "../../src/answering/claims-so-far.ts";

const claims = [
  { text: 'A "quoted" claim with } and ] in it', quotations: [{ passage: "P1", quote: "x \\ y" }] },
  { text: "Second", quotations: [] },
];
const whole = JSON.stringify({ claims, abstention: null, clarification: null });

describe("claims of a reply that is still being written", () => {
  test("appear one by one, whole, at every cut of the text", () => {
    let seen = 0;
    for (let length = 0; length <= whole.length; length += 1) {
      const found = claimsSoFar(whole.slice(0, length));
      expect(found).toEqual(claims.slice(0, found.length));
      expect(found.length).toBeGreaterThanOrEqual(seen);
      seen = found.length;
    }
    expect(seen).toBe(2);
  });

  test.each(["", "no json at all", '{"claims": "none"}', '{"claims": [{]}', '{"claims": [{"text": }', '{"claims": ]'])(
    "none in %j",
    (text) => expect(claimsSoFar(text)).toEqual([]),
  );

  test("stops where the array ends", () => {
    expect(claimsSoFar('{"claims":[{"a":1}],"abstention":{"reason":"x"}}')).toEqual([{ a: 1 }]);
  });
});
