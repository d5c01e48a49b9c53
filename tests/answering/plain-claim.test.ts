import { expect, test } from "vitest";
import { plainClaim } from "../../src/answering/plain-claim.ts";

test.each([
  ["- **Up to** 300 posts are at risk [P1].", "Up to 300 posts are at risk."],
  ["No. The scheme has not been approved.", "The scheme has not been approved."],
  ["According to the page, the scheme has not been approved.", "The scheme has not been approved."],
  ["Yes, according to these passages, ICBs may use it.", "ICBs may use it."],
  [
    "According to the Treasury, the scheme has not been approved.",
    "According to the Treasury, the scheme has not been approved.",
  ],
  ["According to the page of 2014, there were 17.", "According to the page of 2014, there were 17."],
  ["Nobody can apply yet.", "Nobody can apply yet."],
])("%s reads %s", (written, plain) => expect(plainClaim(written)).toBe(plain));
