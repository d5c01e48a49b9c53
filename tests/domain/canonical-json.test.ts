import { expect, test } from "vitest";
import { canonicalJson } from "../../src/domain/canonical-json.ts";

// The example of RFC 8785, section 3.2.2, with its result in 3.2.3.
test("spells values as RFC 8785 does", () => {
  const value = {
    numbers: [Number("333333333.33333329"), 1e30, 4.5, 2e-3, 0.000000000000000000000000001],
    string: "\u20ac$\u000F\u000aA'\u0042\u0022\u005c\\\"\u002f",
    literals: [null, true, false],
  };
  expect(canonicalJson(value)).toBe(
    '{"literals":[null,true,false],"numbers":[333333333.3333333,1e+30,4.5,0.002,1e-27],"string":"\u20ac$\\u000f\\nA\'B\\"\\\\\\\\\\"/"}',
  );
  expect(canonicalJson({ b: 1, a: { d: -0, c: undefined } })).toBe('{"a":{"d":0},"b":1}');
});

test.each([Number.NaN, Number.POSITIVE_INFINITY, undefined, 1n, () => 1, [undefined]])(
  "refuses what JSON cannot say: %s",
  (value) => {
    expect(() => canonicalJson(value)).toThrow(TypeError);
  },
);

test("takes half a surrogate pair for U+FFFD", () => {
  expect(canonicalJson("a\uD83D")).toBe('"a\uFFFD"');
});
