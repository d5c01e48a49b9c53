import { describe, expect, test } from "vitest";
import { apartFromAttachments, pointsToAttachment, withAttachments } from "../../src/domain/attachments.ts";

describe("what is attached", () => {
  test("is named behind the words, and can be told apart from them again", () => {
    const text = withAttachments("Is this right?", ["offer (final).pdf", "", "a\nb.png"]);
    expect(text).toBe("Is this right?\n\n(Attached and not read: offer final .pdf, a file, a b.png)");
    expect(apartFromAttachments(text)).toEqual({ words: "Is this right?", names: "offer final .pdf, a file, a b.png" });
    expect(apartFromAttachments(withAttachments("", ["x"]))).toEqual({ words: "", names: "x" });
    expect(apartFromAttachments("Plain (words)")).toEqual({ words: "Plain (words)", names: null });
    expect(withAttachments("Plain", [])).toBe("Plain");
  });

  test.each([
    "",
    "see attached letter",
    "What does this letter mean?",
    "Screenshot of my payslip",
    "Can you check this?",
    "enclosed",
  ])("%j cannot be understood without it", (words) => expect(pointsToAttachment(words)).toBe(true));

  test.each(["How many posts go?", "When does the scheme open?", "Who chairs the forum in Leeds?"])("%j can", (words) =>
    expect(pointsToAttachment(words)).toBe(false),
  );
});
